package invitations.intake;

/**
 * A column of the file.
 *
 * @param index its place, from 0
 * @param name its name as the file has it, without the blanks around it
 */
record Column(int index, String name) {}

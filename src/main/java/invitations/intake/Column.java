package invitations.intake;

import invitations.invitation.InputRow;

/**
 * A column of the file.
 *
 * @param index its place, from 0
 * @param name its name as the file has it, without the blanks around it
 */
record Column(int index, String name) {
    /** The cell of a row; empty where the row ends before it. */
    String in(InputRow row) {
        return index < row.cells().size() ? row.cells().get(index) : "";
    }

    /** The name without what some systems write behind it in brackets, as in {@code Email Address [Required]}. */
    String plainName() {
        int open = name.indexOf('[');
        return open < 1 || name.indexOf(']', open) < 0 ? name : Text.trim(name.substring(0, open));
    }

    /** What stands in the brackets, as in {@code Email address to invite [inviteeEmail] Required}; empty for nothing. */
    String bracketedName() {
        int open = name.indexOf('[');
        int close = name.indexOf(']', open + 1);
        return open < 0 || close < 0 ? "" : Text.trim(name.substring(open + 1, close));
    }
}

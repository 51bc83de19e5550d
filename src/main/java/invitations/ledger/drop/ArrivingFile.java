package invitations.ledger.drop;

/**
 * A file that arrives.
 *
 * @param feed the feed that it came by
 * @param content the SHA-256 of its content, in hex
 * @param fileName its name as dropped
 * @param work where it is, relative to the work folder
 * @param bytes its size
 */
record ArrivingFile(String feed, String content, String fileName, String work, long bytes) {}

package invitations.report;

/**
 * One thing that the API said about what it did not do.
 *
 * @param text the API's own words, e-mail addresses masked
 * @param count how often it said so, from 1
 */
public record ErrorCount(String text, long count) {}

package invitations.sandbox.config;

/**
 * Seats in a course that a platform bought.
 *
 * @param course the course's id
 * @param platform the platform's key
 * @param count how many seats
 */
public record Licence(String course, String platform, long count) {}

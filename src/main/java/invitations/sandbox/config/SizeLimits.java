package invitations.sandbox.config;

/**
 * How much one call may ask for.
 *
 * @param bulk the most items that a bulk call may have; more are answered with 413
 * @param blank the most blank invitations that a call may make; more are answered with 400
 */
public record SizeLimits(int bulk, int blank) {}

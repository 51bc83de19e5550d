package invitations.send;

/**
 * How fast calls may follow each other, as Camel's throttle counts: so many a period.
 *
 * @param calls how many calls a period may have, at least one
 * @param periodMillis how long a period is
 */
public record RateLimit(long calls, long periodMillis) {
    /** Periods are as short as they can be, so that calls come evenly and not all at its beginning. */
    private static final double SHORTEST_SECONDS = 0.05;

    /**
     * Never faster than the rate.
     *
     * @param rate calls a second, from 0.001 to 10000; empty for as fast as they go, which is not for a throttle to say
     */
    public static RateLimit of(String rate) {
        if (rate.isEmpty()) {
            return new RateLimit(1, 1);
        }
        double aSecond = Double.parseDouble(rate);
        long calls = Math.max(1, (long) (aSecond * SHORTEST_SECONDS));
        return new RateLimit(calls, (long) Math.ceil(calls * 1000 / aSecond));
    }
}

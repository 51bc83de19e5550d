package invitations.send;

import java.time.Duration;

/**
 * How rows are looked up right before they are sent.
 *
 * @param window how many rows are looked up, at the most, before the first of them is sent
 * @param age how old a look-up may be when its row is sent
 */
record LookupPace(int window, Duration age) {
    /** A full batch of the usual size. */
    private static final int MOST = 50;

    /** How long the rows of one window may take to be sent at the rate that is set. */
    private static final Duration SENT_WITHIN = Duration.ofSeconds(20);

    private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);

    /** A row that was looked up may have to wait for another one's place in the rate, and for its own. */
    private static final int PERIODS = 3;

    /** Few rows a window where calls are slow, so that none waits long for its turn. */
    static LookupPace of(RateLimit pace) {
        long calls = SENT_WITHIN.toMillis() * pace.calls() / pace.periodMillis();
        Duration periods = Duration.ofMillis(PERIODS * pace.periodMillis());
        return new LookupPace(
                (int) Math.max(1, Math.min(MOST, calls)), periods.compareTo(SHORTEST_AGE) > 0 ? periods : SHORTEST_AGE);
    }
}

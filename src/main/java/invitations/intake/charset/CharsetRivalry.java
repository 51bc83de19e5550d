package invitations.intake.charset;

import java.util.HashMap;
import java.util.Map;

/**
 * By how much one charset is ahead of another. What speaks for it is counted by the byte that they read differently: a byte
 * that comes in many words says little more than in a few, since what misleads once misleads each time. For one thread.
 */
final class CharsetRivalry {
    /** A charset that is so far behind another one is left out: it does not come back. */
    private static final double HOPELESS = 50;

    /** A byte in any number of words counts at most so many times the mean over these words. */
    private static final double MOST = 2;

    private final CharsetCandidate one;
    private final CharsetCandidate other;

    /** By byte beyond ASCII; few, since most words that two charsets read differently have the same few letters. */
    private final Map<Byte, Tally> tallies = new HashMap<>();

    private double lead;

    CharsetRivalry(CharsetCandidate one, CharsetCandidate other) {
        this.one = one;
        this.other = other;
    }

    /** What words with one byte have said. */
    private record Tally(int words, double sum) {
        static final Tally NONE = new Tally(0, 0);

        Tally with(double ahead) {
            return new Tally(words + 1, sum + ahead);
        }

        double weighed() {
            return words == 0 ? 0 : sum / words * Math.min(MOST, 1 + Math.log(words));
        }
    }

    /** Counts a word for the byte that came in the fewest words so far. */
    void add(byte[] word, double ahead) {
        Tally least = null;
        byte rarest = 0;
        for (byte each : word) {
            if (each < 0 && one.readsOtherwise(each & 0xFF, other)) {
                Tally tally = tallies.getOrDefault(each, Tally.NONE);
                if (least == null || tally.words() < least.words()) {
                    least = tally;
                    rarest = each;
                }
            }
        }
        if (least != null) {
            Tally more = least.with(ahead);
            lead += more.weighed() - least.weighed();
            tallies.put(rarest, more);
        }
    }

    /** {@return how far the first is ahead, a natural logarithm; negative where it is behind} */
    double lead() {
        return lead;
    }

    /** {@return whether the second one, or for -1 the first, is too far behind to come back} */
    boolean isHopeless(int sign) {
        return lead * sign > HOPELESS;
    }
}

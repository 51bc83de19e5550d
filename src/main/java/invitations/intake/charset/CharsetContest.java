package invitations.intake.charset;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares charsets by the words that they read differently. Words that two of them read alike count for neither, since
 * either of them may be named then. For one thread.
 */
final class CharsetContest {
    /** So many words with a byte are enough to tell how plausible it is. */
    private static final int ENOUGH = 64;

    private final List<CharsetCandidate> candidates;
    private final int count;
    private final boolean[] isOut;
    private final boolean[] isUnsound;
    private final double[] totals;
    private final long[] characters;
    /** By two candidates, the one with the lower number first; null where they have read all words alike. */
    private final @Nullable CharsetRivalry[][] rivalries;

    /** By byte beyond ASCII, whether all that are left make the same character of it. */
    private final boolean[] isAlike = new boolean[CharsetCandidate.HIGH_BYTES];

    /** By byte beyond ASCII, how many words were compared that have it. */
    private final int[] words = new int[CharsetCandidate.HIGH_BYTES];

    private int firstLeft;
    private int leftBefore = -1;

    private final @Nullable String[] texts;
    private final TextPlausibility.Score[] scores;

    CharsetContest(List<CharsetCandidate> candidates) {
        this.candidates = candidates;
        this.count = candidates.size();
        this.isOut = new boolean[count];
        this.isUnsound = new boolean[count];
        this.totals = new double[count];
        this.characters = new long[count];
        this.rivalries = new CharsetRivalry[count][count];
        this.texts = new String[count];
        this.scores = new TextPlausibility.Score[count];
    }

    /**
     * How a charset does against the others.
     *
     * @param lead by how much it is ahead of its strongest rival, a natural logarithm; infinite without a rival
     * @param isSound whether each word that it makes could stand in a text
     * @param eastAsian how plausible its ideographs, syllables and kana are in the mean; a natural logarithm, 0 without any
     * @param rival the charset that comes next; null where all that are left read the file alike
     */
    record Standing(
            CharsetCandidate candidate,
            double lead,
            boolean isSound,
            double eastAsian,
            @Nullable CharsetCandidate rival) {}

    /** Reads a word by each charset. */
    void accept(byte[] word) {
        if (isReadAlike(word)) {
            String text = candidates.get(firstLeft).read(word);
            if (text == null) {
                Arrays.fill(isOut, true);
            } else {
                noteSoundness(text);
            }
            return;
        }
        String first = null;
        boolean areAlike = true;
        for (int i = 0; i < count; i++) {
            texts[i] = isOut[i] ? null : candidates.get(i).read(word);
            isOut[i] = texts[i] == null;
            first = first == null ? texts[i] : first;
            areAlike &= texts[i] == null || texts[i].equals(first);
        }
        if (areAlike && first != null) {
            noteSoundness(first);
        } else if (isKnown(word)) {
            for (int i = 0; i < count; i++) {
                isUnsound[i] |= texts[i] != null && !TextSoundness.isSound(texts[i]);
            }
        } else {
            compare(word);
        }
        findAlike();
    }

    /** {@return whether each byte that is read in several ways came in so many words already that one more changes nothing} */
    private boolean isKnown(byte[] word) {
        int least = ENOUGH;
        for (byte each : word) {
            if (each < 0 && !isAlike[each & 0x7F]) {
                least = Math.min(least, words[each & 0x7F]++);
            }
        }
        return least == ENOUGH;
    }

    /** {@return whether all that are left make the same of its bytes, one by one} */
    private boolean isReadAlike(byte[] word) {
        for (byte each : word) {
            if (each < 0 && !isAlike[each & 0x7F]) {
                return false;
            }
        }
        return true;
    }

    /** Finds which bytes all make the same of, when there are fewer than before. */
    private void findAlike() {
        int left = 0;
        for (int i = count - 1; i >= 0; i--) {
            if (!isOut[i]) {
                left++;
                firstLeft = i;
            }
        }
        if (left == leftBefore || left == 0) {
            return;
        }
        leftBefore = left;
        for (int b = 0; b < isAlike.length; b++) {
            isAlike[b] = true;
            for (int i = 0; i < count; i++) {
                isAlike[b] &=
                        isOut[i] || !candidates.get(firstLeft).readsOtherwise(b + isAlike.length, candidates.get(i));
            }
        }
    }

    /** Nothing is to be decided by a text that all have read: it says only whether it could be one at all. */
    private void noteSoundness(String text) {
        if (!TextSoundness.isSound(text)) {
            Arrays.fill(isUnsound, true);
        }
    }

    private void compare(byte[] word) {
        for (int i = 0; i < count; i++) {
            String text = texts[i];
            if (text != null) {
                scores[i] = candidates.get(i).score(text);
                isUnsound[i] |= !scores[i].isSound();
                long eastAsian = EastAsianModel.count(text);
                characters[i] += eastAsian;
                totals[i] += eastAsian == 0
                        ? 0
                        : EastAsianModel.score(text, candidates.get(i).charset());
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                compare(i, j, word);
            }
        }
    }

    private void compare(int one, int other, byte[] word) {
        if (texts[one] == null || texts[other] == null || texts[one].equals(texts[other])) {
            return;
        }
        CharsetRivalry rivalry = rivalries[one][other];
        if (rivalry == null) {
            rivalry = new CharsetRivalry(candidates.get(one), candidates.get(other));
            rivalries[one][other] = rivalry;
        }
        rivalry.add(word, scores[one].value() - scores[other].value());
        isOut[one] |= rivalry.isHopeless(-1);
        isOut[other] |= rivalry.isHopeless(1);
    }

    private double lead(int one, int other) {
        return one < other ? lead(rivalries[one][other]) : -lead(rivalries[other][one]);
    }

    private static double lead(@Nullable CharsetRivalry rivalry) {
        return rivalry == null ? 0 : rivalry.lead();
    }

    private boolean areRivals(int one, int other) {
        return rivalries[Math.min(one, other)][Math.max(one, other)] != null;
    }

    /** {@return the charset that is ahead of the others, the first where they read the file alike; null where none can read the file} */
    @Nullable
    Standing best() {
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (!isOut[i] && (best < 0 || lead(i, best) > 0)) {
                best = i;
            }
        }
        return best < 0 ? null : standing(best);
    }

    private Standing standing(int best) {
        double least = Double.POSITIVE_INFINITY;
        CharsetCandidate rival = null;
        for (int i = 0; i < count; i++) {
            if (!isOut[i] && i != best && areRivals(best, i) && lead(best, i) < least) {
                least = lead(best, i);
                rival = candidates.get(i);
            }
        }
        double eastAsian = totals[best] / Math.max(1, characters[best]);
        return new Standing(candidates.get(best), least, !isUnsound[best], eastAsian, rival);
    }
}

package invitations.base;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds what was probably meant by a word that is not known. */
public final class Suggestions {
    private static final int MOST_SLIPS = 3;

    private Suggestions() {}

    /**
     * The known word that is the fewest slips away from the wrong one, whatever the case; the first of several. A slip
     * is a letter too many, too few, or wrong, or two neighbours swapped (optimal string alignment distance). Empty
     * when none is near: more than three slips, or more than one in three letters.
     */
    public static Optional<String> closest(String wrong, Collection<String> known) {
        String word = wrong.strip().toLowerCase(Locale.ROOT);
        int fewest = Math.min(MOST_SLIPS, Math.max(1, word.length() / 3)) + 1;
        Optional<String> closest = Optional.empty();
        for (String candidate : known) {
            if (Math.abs(candidate.length() - word.length()) < fewest) {
                int slips = slips(word, candidate.toLowerCase(Locale.ROOT));
                if (slips < fewest) {
                    fewest = slips;
                    closest = Optional.of(candidate);
                }
            }
        }
        return closest;
    }

    /** {@return how many slips are between the two words, as {@link #closest} counts them; case counts} */
    public static int slips(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int different = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
                least = Math.min(least, distance[i - 1][j - 1] + different);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = least;
            }
        }
        return distance[a.length()][b.length()];
    }

    /** That there is no property of that name, and which one was probably meant. */
    public static String unknown(String key, String where, Set<String> known) {
        String suggestion = closest(key, known)
                .map(name -> "did you mean '" + name + "'?")
                .orElse("docs/configuration.md lists all properties");
        return where + ": there is no property '" + key + "'; " + suggestion;
    }
}

package invitations.intake.charset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How often letters and pairs of letters occur in one language. Tells how likely a word is one of that language.
 * Immutable, so safe for any number of threads.
 *
 * <p>The numbers are counts over lists of names, places and words. A pair that was never counted is as likely as chance
 * makes it, times a share that is the larger the less often its letters were counted.
 */
final class LanguageModel {
    private static final String COUNTS = "/invitations/intake/letters.tsv";

    /** The least share of chance in the likelihood of a pair. */
    private static final double UNSEEN = 0.005;

    /** Of a letter that was counted so often, half of its neighbours are still to be seen. */
    private static final double SELDOM = 3;

    /** The likelihood of a letter that the language does not have. */
    private static final double FOREIGN = 1e-5;

    /** Less than this share of a language's letters beyond ASCII is missing in a charset that it is written in. */
    private static final double MISSING = 0.10;

    /** Both ends of a word. */
    private static final char END = '_';

    /** Beyond this are no letters of a language that is known here. */
    private static final int LETTERS = 0x2000;

    private final Map<Character, Double> letters = new HashMap<>();
    private final double beyondAscii;

    /** By character, its place among the letters of the language; 0 for all others. */
    private final byte[] places = new byte[LETTERS];

    /** The logarithms of how likely the letters are, by their place. */
    private final double[] letterLogs;

    /** The logarithms of how likely the pairs are, by the place of the one times the number of places, and of the other. */
    private final double[] pairLogs;

    private LanguageModel(Map<String, Integer> letterCounts, Map<String, Integer> pairCounts) {
        double all = letterCounts.values().stream().mapToInt(Integer::intValue).sum();
        letterCounts.forEach((letter, count) -> letters.put(letter.charAt(0), count / all));
        beyondAscii = share(letter -> true);
        int count = letters.size() + 1;
        double[] likelihoods = new double[count];
        likelihoods[0] = FOREIGN;
        byte place = 0;
        for (Map.Entry<Character, Double> letter : letters.entrySet()) {
            places[letter.getKey()] = ++place;
            likelihoods[place] = letter.getValue();
        }
        double[] pairs = new double[count * count];
        pairCounts.forEach(
                (pair, number) -> pairs[places[pair.charAt(0)] * count + places[pair.charAt(1)]] = number / all);
        for (int i = 0; i < pairs.length; i++) {
            double one = likelihoods[i / count];
            double other = likelihoods[i % count];
            double unseen = Math.max(UNSEEN, SELDOM / (SELDOM + Math.min(one, other) * all));
            pairs[i] = Math.log(pairs[i] + unseen * one * other);
        }
        pairLogs = pairs;
        letterLogs = likelihoods.clone();
        for (int i = 0; i < count; i++) {
            letterLogs[i] = Math.log(likelihoods[i]);
        }
    }

    /**
     * Reads the models of all languages.
     *
     * @throws UncheckedIOException when the counts cannot be read
     */
    static List<LanguageModel> all() {
        try (InputStream counts = Objects.requireNonNull(LanguageModel.class.getResourceAsStream(COUNTS), COUNTS);
                BufferedReader lines = new BufferedReader(new InputStreamReader(counts, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(columns -> new LanguageModel(counts(columns[1], 1), counts(columns[2], 2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(COUNTS, e);
        }
    }

    private static Map<String, Integer> counts(String text, int length) {
        Map<String, Integer> counts = new HashMap<>();
        for (String entry : text.split(" ", -1)) {
            counts.put(entry.substring(0, length), Integer.valueOf(entry.substring(length)));
        }
        return counts;
    }

    /** {@return whether the charset has nearly all letters of the language} */
    boolean isWritableIn(Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        return share(letter -> !encoder.canEncode(letter)) < MISSING * beyondAscii;
    }

    /** {@return how often a letter beyond ASCII is this one, 0 to 1} */
    double share(char letter) {
        return isBeyondAscii(letter) ? letters.getOrDefault(letter, 0.0) / beyondAscii : 0;
    }

    /** {@return the letters of the language} */
    Iterable<Character> letters() {
        return letters.keySet();
    }

    private double share(LetterTest test) {
        return letters.entrySet().stream()
                .filter(entry -> isBeyondAscii(entry.getKey()) && test.test(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private interface LetterTest {
        boolean test(char letter);
    }

    /**
     * Tells how likely the letters beyond ASCII of a word are, each beside its neighbours.
     *
     * @param word letters in lower case, and nothing else
     * @return a natural logarithm, 0 or less; 0 for a word of ASCII letters only
     */
    double score(CharSequence word) {
        double score = 0;
        char before = END;
        for (int i = 0; i <= word.length(); i++) {
            char letter = i == word.length() ? END : word.charAt(i);
            if (isBeyondAscii(before) || isBeyondAscii(letter)) {
                score += pairLogs[place(before) * letterLogs.length + place(letter)];
            }
            if (isBeyondAscii(letter)) {
                score -= letterLogs[place(letter)];
            }
            before = letter;
        }
        return Math.min(0, score);
    }

    private int place(char letter) {
        return letter < LETTERS ? places[letter] : 0;
    }

    private static boolean isBeyondAscii(char letter) {
        return letter > 0x7F;
    }
}

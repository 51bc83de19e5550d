package invitations.intake.charset;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The languages that can be written in one charset. Immutable, so safe for any number of threads.
 *
 * @param languages those that have a model
 * @param shares by letter beyond ASCII, how much of the letters beyond ASCII it is in the mean of these languages, 0 to 1
 */
record WritableLanguages(List<LanguageModel> languages, Map<Character, Double> shares) {
    private static final Map<Charset, WritableLanguages> BY_CHARSET = new ConcurrentHashMap<>();

    /** Read when the first file needs them. */
    private static final class All {
        private static final List<LanguageModel> LANGUAGES = LanguageModel.all();
    }

    /** {@return the languages that have nearly all of their letters in the charset} */
    static WritableLanguages of(Charset charset) {
        return BY_CHARSET.computeIfAbsent(
                charset,
                key -> of(All.LANGUAGES.stream()
                        .filter(language -> language.isWritableIn(key))
                        .toList()));
    }

    private static WritableLanguages of(List<LanguageModel> languages) {
        Set<Character> letters = new HashSet<>();
        languages.forEach(language -> language.letters().forEach(letters::add));
        Map<Character, Double> shares = new HashMap<>();
        for (char letter : letters) {
            double share = languages.stream()
                    .mapToDouble(language -> language.share(letter))
                    .average()
                    .orElse(0);
            if (share > 0) {
                shares.put(letter, share);
            }
        }
        return new WritableLanguages(List.copyOf(languages), Map.copyOf(shares));
    }
}

package invitations.intake.charset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How likely characters of Chinese, Japanese and Korean are in a charset: those of a list of names and places, and those in
 * the range where the national standards (GB 2312, JIS X 0208, Big5, KS X 1001) have the usual ones. Safe for any number of
 * threads.
 */
final class EastAsianModel {
    private static final String LISTS = "/invitations/intake/ideographs.tsv";

    private static final Set<UnicodeScript> SCRIPTS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO);

    private static final double OF_NAMES = -6.5;
    private static final double USUAL = -10;
    private static final double RARE = -16;
    private static final double KANA_OF_JAPANESE = -5;
    private static final double KANA_ELSEWHERE = -14;

    /** By charset, the languages that are written in it. */
    private static final Map<String, String> LANGUAGES =
            Map.of("GB18030", "zh", "Big5", "zt", "EUC-JP", "ja", "windows-31j", "ja", "x-windows-949", "ko");

    /** Read when the first file needs them. */
    private static final class Lists {
        private static final Map<String, Set<Integer>> BY_LANGUAGE = read();

        private static Map<String, Set<Integer>> read() {
            try (InputStream lists = Objects.requireNonNull(EastAsianModel.class.getResourceAsStream(LISTS), LISTS);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(lists, StandardCharsets.UTF_8))) {
                return lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", -1))
                        .collect(Collectors.toMap(
                                columns -> columns[0],
                                columns -> columns[1].chars().boxed().collect(Collectors.toSet())));
            } catch (IOException e) {
                throw new UncheckedIOException(LISTS, e);
            }
        }
    }

    private EastAsianModel() {}

    /** {@return whether words of Chinese, Japanese or Korean are written in the script} */
    static boolean has(UnicodeScript script) {
        return SCRIPTS.contains(script);
    }

    /** {@return how many characters of a text are Chinese, Japanese or Korean} */
    static long count(CharSequence text) {
        return text.chars().filter(c -> c > 0x7F && has(UnicodeScript.of(c))).count();
    }

    /** {@return how likely the characters beyond ASCII of a word are, a natural logarithm} */
    static double score(CharSequence word, Charset charset) {
        return word.chars()
                .filter(c -> c > 0x7F && has(UnicodeScript.of(c)))
                .mapToDouble(c -> score((char) c, charset))
                .sum();
    }

    private static double score(char c, Charset charset) {
        UnicodeScript script = UnicodeScript.of(c);
        if (script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA) {
            boolean isWide = c < 0xFF00;
            return isWide && "ja".equals(LANGUAGES.get(charset.name())) ? KANA_OF_JAPANESE : KANA_ELSEWHERE;
        }
        String language = LANGUAGES.getOrDefault(charset.name(), "");
        if (Lists.BY_LANGUAGE.getOrDefault(language, Set.of()).contains((int) c)) {
            return OF_NAMES;
        }
        byte[] bytes = String.valueOf(c).getBytes(charset);
        return bytes.length == 2 && isUsual(bytes[0] & 0xFF, bytes[1] & 0xFF, charset) ? USUAL : RARE;
    }

    private static boolean isUsual(int lead, int trail, Charset charset) {
        return switch (charset.name()) {
            case "GB18030" -> lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1;
            case "Big5" -> lead >= 0xA4 && lead <= 0xC6;
            case "EUC-JP" -> lead >= 0xB0 && lead <= 0xCF;
            case "windows-31j" -> lead >= 0x88 && lead <= 0x98;
            // Of the syllables only: Koreans write few ideographs.
            case "x-windows-949" -> lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1;
            default -> false;
        };
    }
}

package invitations.testing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes short texts of many kinds by a seed: names in several scripts, what earlier conversions made of such, numbers, signs, and
 * any characters at all. The same seed makes the same texts.
 */
public final class GeneratedTexts {
    private static final List<String> WORDS = List.of(
            "Zoë",
            "Müller",
            "José",
            "Łukasz",
            "Наталья",
            "Γιώργος",
            "Nguyễn",
            "O’Neill",
            "Straße",
            "王小明",
            "김민준",
            "さくら",
            "محمد",
            "דניאל",
            "acme",
            "acme+prog0",
            "person0@example0.org",
            "first_name",
            "E-mail *",
            "true",
            "FALSE",
            "4-1",
            "1-mai",
            "Sept.-2025",
            "2025-01-02",
            "1E+11",
            "_x000D_",
            "#N/A",
            "=\"00123\"",
            "&amp;",
            "cafe\u0301",
            "\u200B",
            "\uFFFD",
            "a?b",
            "%C3%A9",
            "\\u00e9",
            "ª",
            "µm",
            "½",
            "ﬁ",
            "\uD83D\uDE00",
            "\uD83D",
            "║",
            "Ɓaɓa",
            "εpsilon");

    private static final List<String> SIGNS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "0123456789",
            " -'.,;:_#%\\=?&@\"()[]{}*+~/<>|!$\t\n",
            "áéíóúüñçßøåÿÁÉÖÜÑÇØ",
            "ĄąĆćŁłŃńŚśŹźŻžŠšŽ",
            "αβγδεΑΒΓΔΕ",
            "абвгдеАБВГДЕ",
            "\u0301\u0308\u0323\u3099\u1161\u11A8",
            "\u00AA\u00BA\u00B5\u0192\u00B7\u2018\u2019\u201E\u2030\u00A3\u00A4\u00BF\u02C6\u2020\u2122\u00A0\u00AD",
            "─│║░▒▓",
            "ｱＡ１＠．",
            "\u0130\u0131\u017F\u212A\u1E9E\u01C5");

    private final Random random;

    public GeneratedTexts(long seed) {
        random = new Random(seed);
    }

    /** {@return so many of them} */
    public Stream<String> many(int count) {
        return IntStream.range(0, count).mapToObj(i -> one());
    }

    /** {@return so many lists of them, each with up to five} */
    public Stream<List<String>> lists(int count) {
        return IntStream.range(0, count).mapToObj(i -> many(random.nextInt(6)).toList());
    }

    /** {@return one of them} */
    public String one() {
        String text = random.nextBoolean() ? WORDS.get(random.nextInt(WORDS.size())) : signs();
        return switch (random.nextInt(8)) {
            case 0 -> text + signs();
            case 1 -> misread(text, StandardCharsets.UTF_8, "windows-1252");
            case 2 -> misread(text, Charset.forName("windows-1252"), "IBM850");
            case 3 -> text + " " + WORDS.get(random.nextInt(WORDS.size()));
            case 4 -> changed(text);
            case 5 -> text + changed(WORDS.get(random.nextInt(WORDS.size())));
            default -> text;
        };
    }

    private String signs() {
        StringBuilder text = new StringBuilder();
        String some = SIGNS.get(random.nextInt(SIGNS.size()));
        for (int i = random.nextInt(12); i > 0; i--) {
            String from = random.nextInt(4) == 0 ? SIGNS.get(random.nextInt(SIGNS.size())) : some;
            text.append(
                    random.nextInt(40) == 0
                            ? (char) random.nextInt(Character.MAX_VALUE + 1)
                            : from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }

    private String changed(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int place = random.nextInt(text.length());
        return text.substring(0, place) + signs() + text.substring(place + random.nextInt(2));
    }

    private static String misread(String text, Charset writtenIn, String readAs) {
        return new String(text.getBytes(writtenIn), Charset.forName(readAs));
    }
}

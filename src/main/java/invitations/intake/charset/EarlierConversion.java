package invitations.intake.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Undoes what an earlier conversion did to a text when it read its bytes in another charset than they were written in:
 * {@code ZoÃ«} was UTF-8 read as windows-1252, {@code Ren‚} was CP850. It only undoes what no text could be: signs within
 * words, capitals behind small letters, letters of two scripts in a word. Safe for any number of threads.
 */
public final class EarlierConversion {
    /** How much more seldom UTF-8 is read as a charset than as the one before it, a natural logarithm. */
    private static final double SELDOM = -0.4;

    /** What programs read UTF-8 as, the usual ones first. */
    private static final List<Charset> READ_AS = charsets(
            "windows-1252 ISO-8859-1 x-MacRoman windows-1250 IBM850 IBM437 windows-1251 windows-1254 windows-1257"
                    + " windows-1253 ISO-8859-2 ISO-8859-15 IBM852 IBM866 KOI8-R windows-31j GB18030");

    /** Which other charsets are read as which: written in, read as, and how seldom that is, a natural logarithm. */
    private static final List<Misreading> MISREADINGS = Stream.of(
                    "IBM850 windows-1252 0",
                    "IBM437 windows-1252 -1",
                    "x-MacRoman windows-1252 0",
                    "windows-1250 windows-1252 0",
                    "ISO-8859-2 windows-1252 0",
                    "IBM852 windows-1250 -1",
                    "IBM852 windows-1252 -2",
                    "windows-1252 IBM850 -0.5",
                    "windows-1252 IBM437 -1",
                    "windows-1252 x-MacRoman -0.5",
                    "windows-1250 IBM852 -2",
                    "windows-1252 windows-1251 -1",
                    "windows-1252 KOI8-R -2",
                    "windows-1251 windows-1252 0",
                    "KOI8-R windows-1252 -2",
                    "windows-1253 windows-1252 0",
                    "windows-1255 windows-1252 0")
            .map(entry -> entry.split(" ", -1))
            .filter(entry -> Charset.isSupported(entry[0]) && Charset.isSupported(entry[1]))
            .map(entry ->
                    new Misreading(Charset.forName(entry[0]), Charset.forName(entry[1]), Double.parseDouble(entry[2])))
            .toList();

    private record Misreading(Charset writtenIn, Charset readAs, double seldom) {}

    /** A conversion may have happened twice or more often. */
    private static final int MOST = 4;

    /** The least plausible a character of a suggestion may be, a natural logarithm. */
    private static final double PLAUSIBLE = -18;

    /** The same for a word that was one of letters beyond ASCII only. */
    private static final double PLAUSIBLE_ALPHABET = -5;

    /** A suggestion that is so much less plausible than another one is not told. */
    private static final double FAR = 0.7;

    /** Of so many letters, all beyond ASCII, a word of western Europe has none. */
    private static final int FOREIGN_WORD = 4;

    private EarlierConversion() {}

    /** {@return what the text may have been, the most plausible first, at most two; none where it may be what its sender wrote} */
    public static List<String> undo(String text) {
        if (!isSuspicious(text)) {
            return List.of();
        }
        List<String> utf8 = undoUtf8(text);
        // Of an address nothing is suggested that is less certain: what it is written in is checked elsewhere.
        return utf8.isEmpty() && text.indexOf('@') < 0 ? undoOther(text) : utf8;
    }

    private static boolean isSuspicious(String text) {
        boolean isAscii = true;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                isAscii = false;
                if (Words.isNoWay(text, i) || Utf8Shape.isAt(text, i)) {
                    return true;
                }
            }
        }
        return !isAscii && (isForeign(text) || !TextSoundness.isSound(text));
    }

    private static boolean isForeign(String text) {
        int length = 0;
        boolean isForeign = true;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ' ' : text.charAt(i);
            if (LetterTraits.isLetter(c)) {
                length++;
                isForeign &= c > 0xBF && c < 0x100;
            } else {
                if (isForeign && length >= FOREIGN_WORD) {
                    return true;
                }
                length = 0;
                isForeign = true;
            }
        }
        return false;
    }

    private static List<String> undoUtf8(String text) {
        Set<Suggestion> was = Set.of(new Suggestion(text, 0));
        for (int i = 0; i < MOST; i++) {
            Set<Suggestion> before = was.stream()
                    .flatMap(each -> Stream.of(each.text(), withLostBlanks(each.text()))
                            .distinct()
                            .flatMap(one -> ofUtf8(one, each.plausibility())))
                    .collect(Collectors.toSet());
            if (before.isEmpty()) {
                break;
            }
            was = before;
        }
        return likeliest(was.stream()
                .filter(each -> !each.text().equals(text) && TextSoundness.isSound(each.text()))
                .map(each -> new Suggestion(
                        each.text(), each.plausibility() + Words.plausibility(each.text(), StandardCharsets.UTF_8))));
    }

    private static Stream<Suggestion> ofUtf8(String text, double plausibility) {
        return IntStream.range(0, READ_AS.size())
                .mapToObj(i -> read(text, READ_AS.get(i), StandardCharsets.UTF_8)
                        .map(was -> new Suggestion(was, plausibility + i * SELDOM)))
                .flatMap(Optional::stream)
                .filter(each -> !each.text().equals(text) && each.text().chars().noneMatch(Character::isISOControl));
    }

    /** With the no-break space and the soft hyphen that belong to a letter, and that programs take away. */
    private static String withLostBlanks(String text) {
        return text.replaceAll("(?<=\\p{Ll})\u00C3 ?$", "\u00C3\u00A0")
                .replaceAll("(?<=\\p{Ll})\u00C3(?=\\p{Ll})", "\u00C3\u00AD");
    }

    private static List<String> undoOther(String text) {
        String small = Words.small(text);
        String parted = Words.parted(text);
        return likeliest(MISREADINGS.stream()
                .flatMap(each -> read(text, each.readAs(), each.writtenIn())
                        .filter(was -> isBetter(text, List.of(small, parted), was, each))
                        .map(was -> new Suggestion(was, Words.plausibility(was, each.writtenIn()) + each.seldom()))
                        .stream()));
    }

    private static List<String> likeliest(Stream<Suggestion> suggestions) {
        List<Suggestion> sorted = suggestions
                .sorted(Comparator.comparingDouble(Suggestion::plausibility).reversed())
                .toList();
        return sorted.stream()
                .filter(each -> each.plausibility() > sorted.get(0).plausibility() - FAR)
                .map(Suggestion::text)
                .distinct()
                .limit(2)
                .toList();
    }

    private record Suggestion(String text, double plausibility) {}

    private static boolean isBetter(String text, List<String> otherwise, String was, Misreading pair) {
        if (!Words.isLetters(was) || !TextSoundness.isSound(was) || text.length() != was.length()) {
            return false;
        }
        double least = hasEvidence(text, was) ? PLAUSIBLE : PLAUSIBLE_ALPHABET;
        double plausibility = Words.plausibility(was, pair.writtenIn());
        return (hasEvidence(text, was) || (isForeign(text) && !isForeign(was)))
                && plausibility >= least * Words.beyondAscii(was)
                && otherwise.stream().allMatch(each -> plausibility >= Words.plausibility(each, pair.readAs()));
    }

    /** {@return whether a place that the conversion changed is one where the text has what no text has} */
    private static boolean hasEvidence(String text, String was) {
        return IntStream.range(0, text.length())
                .anyMatch(place -> text.charAt(place) != was.charAt(place)
                        && Words.isNoWay(text, place)
                        && (place > 0 || Character.isUpperCase(was.charAt(place))));
    }

    private static Optional<String> read(String text, Charset readAs, Charset writtenIn) {
        try {
            ByteBuffer bytes = readAs.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            String read = writtenIn
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
            return Optional.of(Normalizer.normalize(read, Normalizer.Form.NFC));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static List<Charset> charsets(String names) {
        return Stream.of(names.split(" ", -1))
                .filter(Charset::isSupported)
                .map(Charset::forName)
                .toList();
    }
}

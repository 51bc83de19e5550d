package invitations.intake.charset;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the charset of a file that is not UTF-8, by all of its words that have bytes beyond ASCII. It names a charset only
 * where each word that this makes could stand in a text, and where they are by far more plausible than what any other
 * charset makes of those that the two read differently. Where several charsets read the file alike, the most usual one is
 * named.
 */
final class CharsetDetector {
    /** How far ahead of all others a charset must be: some 160,000 times as likely. Measured, see CharsetDetectorTest. */
    static final double LEAD = 12;

    /** The same for a charset of East Asia: it has a character for most pairs of bytes. */
    private static final double LEAD_OF_EAST_ASIA = 20;

    /** The same among charsets of East Asia, each of which makes usual characters of most bytes of the others. */
    private static final double LEAD_IN_EAST_ASIA = 40;

    /** The least plausible a character of East Asia may be in the mean: half of them as usual in names. */
    private static final double PLAUSIBLE_IN_EAST_ASIA = -8.2;

    private static final Set<String> EAST_ASIA = Set.of("windows-31j", "EUC-JP", "GB18030", "Big5", "x-windows-949");

    /** No spreadsheet writes them today: a file that looks like one of these is held back until the feed names it. */
    private static final Set<String> BY_SETTING_ONLY = Set.of("x-MacArabic", "x-MacHebrew", "IBM864");

    /** By Java's names, the usual ones first. Those that this Java does not have are left out. */
    private static final List<String> CHARSETS = List.of(
            "windows-1252 windows-1250 windows-1251 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257",
            "windows-31j GB18030 Big5 x-windows-949 x-windows-874 KOI8-R ISO-8859-1 ISO-8859-2 ISO-8859-15 ISO-8859-9",
            "ISO-8859-5 ISO-8859-7 x-MacRoman IBM850 IBM437 IBM852 IBM866 EUC-JP windows-1258 KOI8-U ISO-8859-3",
            "ISO-8859-4 ISO-8859-6 ISO-8859-8 ISO-8859-13 ISO-8859-16 x-MacCentralEurope x-MacCyrillic x-MacGreek",
            "x-MacTurkish x-MacCroatian x-MacIceland x-MacRomania x-MacUkraine x-MacArabic x-MacHebrew IBM855 IBM857",
            "IBM858 IBM860 IBM861 IBM862 IBM863 IBM864 IBM865 x-IBM737 IBM775 IBM869");

    private CharsetDetector() {}

    /** What a file is written in. */
    sealed interface Finding {
        /** It is in this charset. */
        record Found(Charset charset) implements Finding {}

        /**
         * It may be in several charsets, or is in none that is known.
         *
         * @param line the line of a word that shows it, from 1
         * @param readings what charsets make of that word; one or two
         */
        record Undecided(long line, List<Reading> readings) implements Finding {}

        /** No charset that is known has all of its bytes. */
        record Unknown() implements Finding {}
    }

    /** What a charset makes of a word. */
    record Reading(Charset charset, String word) {}

    /** Reads the file, and says what it is written in. */
    static Finding detect(SeekableByteChannel channel) throws IOException {
        CharsetContest.Standing best = stand(channel);
        if (best == null) {
            return new Finding.Unknown();
        }
        return isCertain(best) ? new Finding.Found(best.candidate().charset()) : undecided(channel, best);
    }

    /** {@return how the charset stands that is ahead of all others; null where none has all bytes of the file} */
    static CharsetContest.@Nullable Standing stand(SeekableByteChannel channel) throws IOException {
        CharsetContest contest = new CharsetContest(candidates().toList());
        EncodedWords.of(channel, (word, line) -> {
            contest.accept(word);
            return true;
        });
        return contest.best();
    }

    private static Stream<CharsetCandidate> candidates() {
        return CHARSETS.stream()
                .flatMap(names -> Stream.of(names.split(" ", -1)))
                .filter(Charset::isSupported)
                .map(Charset::forName)
                .map(CharsetCandidate::new);
    }

    private static boolean isCertain(CharsetContest.Standing best) {
        boolean isEastAsian = isEastAsian(best.candidate());
        CharsetCandidate rival = best.rival();
        double ofEastAsia = rival != null && isEastAsian(rival) ? LEAD_IN_EAST_ASIA : LEAD_OF_EAST_ASIA;
        double least = isEastAsian ? ofEastAsia : LEAD;
        return best.lead() >= least
                && best.isSound()
                && !(isEastAsian && best.eastAsian() < PLAUSIBLE_IN_EAST_ASIA)
                && !BY_SETTING_ONLY.contains(best.candidate().charset().name());
    }

    private static boolean isEastAsian(CharsetCandidate candidate) {
        return EAST_ASIA.contains(candidate.charset().name());
    }

    /** The first word that shows why it is not certain: one that cannot stand in a text, or one that the rival reads otherwise. */
    private static Finding undecided(SeekableByteChannel channel, CharsetContest.Standing standing) throws IOException {
        CharsetCandidate best = standing.candidate();
        CharsetCandidate rival = standing.rival();
        Predicate<byte[]> shows = !standing.isSound()
                ? word -> !TextSoundness.isSound(text(best, word))
                : word -> rival == null || !text(rival, word).equals(text(best, word));
        Finding[] finding = new Finding[1];
        EncodedWords.of(channel, (word, line) -> {
            if (shows.test(word)) {
                finding[0] = new Finding.Undecided(line, readings(best, standing.isSound() ? rival : null, word));
            }
            return finding[0] == null;
        });
        return Objects.requireNonNull(finding[0]);
    }

    private static List<Reading> readings(CharsetCandidate best, @Nullable CharsetCandidate rival, byte[] word) {
        Reading reading = new Reading(best.charset(), text(best, word));
        return Optional.ofNullable(rival)
                .map(each -> new Reading(each.charset(), text(each, word)))
                .or(() -> otherReading(reading.word(), word))
                .map(other -> List.of(reading, other))
                .orElse(List.of(reading));
    }

    /** {@return what the charset makes of a word that makes the most plausible one of it} */
    private static Optional<Reading> otherReading(String unlike, byte[] word) {
        CharsetContest contest = new CharsetContest(candidates()
                .filter(candidate -> {
                    String text = candidate.read(word);
                    return text != null && !text.equals(unlike);
                })
                .toList());
        contest.accept(word);
        return Optional.ofNullable(contest.best())
                .map(CharsetContest.Standing::candidate)
                .map(candidate -> new Reading(candidate.charset(), text(candidate, word)));
    }

    private static String text(CharsetCandidate candidate, byte[] word) {
        return Objects.requireNonNull(candidate.read(word));
    }
}

package invitations.intake.read;

import invitations.csv.Dialect;
import invitations.feed.CsvSettings;
import invitations.intake.charset.ByteOrderMark;
import invitations.intake.column.Preamble;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds what parts the cells of a file, by its first characters: a first line {@code sep=;} says it, as Excel writes it;
 * else the feed's settings; else it is what makes most known names of columns of the header.
 *
 * @param settings of the feed
 * @param preamble knows the header
 */
public record DialectDetector(CsvSettings settings, Preamble preamble) {
    /** How many characters are looked at. A header is hardly ever longer. */
    static final int MOST = 1 << 16;

    private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
    /** A spreadsheet that saves the line again may put it into quotes, or add delimiters. */
    private static final Pattern SEP_LINE = Pattern.compile("(?i)(\"?)sep=([^\r\n])\\1\\2*(\r\n|\r|\n|$)");

    /**
     * What was found.
     *
     * @param dialect the dialect
     * @param begin how many characters of the text are not CSV: those of the line that names the delimiter, and marks
     * @param isNamed whether there is such a line
     * @param apparent what seems to separate the names of the columns, where they are none by what the file or the feed says
     */
    record Found(Dialect dialect, int begin, boolean isNamed, @Nullable Character apparent) {
        /**
         * Refuses a file whose names of columns are separated otherwise than the file or its feed says.
         *
         * @param record one that may be the header
         */
        void refuseOther(InputRow record, Preamble names) {
            if (apparent != null && isSeparated(record, apparent, names)) {
                String said = shown(dialect.delimiter());
                String right = shown(apparent);
                throw new FileRefusedException(
                        ReasonCode.NO_HEADER,
                        record.line(),
                        (isNamed ? "line 1 says by 'sep=' that " : "the feed's delimiter says that ") + said
                                + " separates the cells, but in this line it is " + right + ": "
                                + (isNamed
                                        ? "take line 1 out, or correct it"
                                        : "correct delimiter in the feed's settings")
                                + ", or export the list again");
            }
        }

        private static boolean isSeparated(InputRow record, char delimiter, Preamble names) {
            return names.known(record.cells()) == 0
                    && record.cells().stream()
                            .map(cell -> List.of(cell.split(Pattern.quote(String.valueOf(delimiter)), -1)))
                            .anyMatch(parts -> parts.size() > 1 && names.known(parts) > 0);
        }

        private static String shown(char delimiter) {
            return delimiter == '\t' ? "a tab" : "'" + delimiter + "'";
        }
    }

    /** What a delimiter makes of the header: how many known names, and how many cells. */
    private record Score(long known, long cells) {}

    Found find(String head) {
        return find(head, 0);
    }

    /**
     * Finds it.
     *
     * @param marks how many characters at the start of the head are marks, and no text
     */
    Found find(String head, int marks) {
        String text = marks > 0 || head.indexOf(ByteOrderMark.CHARACTER) >= 0
                ? head.substring(marks).replace(String.valueOf(ByteOrderMark.CHARACTER), "")
                : head;
        Matcher sep = SEP_LINE.matcher(text);
        if (sep.lookingAt() && isDelimiter(settings, sep.group(2).charAt(0))) {
            char named = sep.group(2).charAt(0);
            return new Found(
                    settings.dialect(named), marks + sep.end(), true, apparent(text.substring(sep.end()), named));
        }
        Character ofFeed = settings.delimiter();
        if (ofFeed != null) {
            return new Found(settings.dialect(ofFeed), marks, false, apparent(text, ofFeed));
        }
        return new Found(settings.dialect(best(text)), marks, false, null);
    }

    private char best(String text) {
        return candidates(settings)
                .sorted(Comparator.comparing(
                        candidate -> score(text, candidate),
                        Comparator.comparingLong(Score::known)
                                .thenComparingLong(Score::cells)
                                .reversed()))
                .findFirst()
                .orElseThrow();
    }

    /** {@return what separates known names, where by the delimiter there are none; null where nothing does, or the delimiter is right} */
    private @Nullable Character apparent(String text, char delimiter) {
        if (score(text, delimiter).known() > 0) {
            return null;
        }
        char best = best(text);
        return score(text, best).known() > 0 ? best : null;
    }

    /** The dialect in which a file of these settings is read for certain, where it has known names and all is in quotes. */
    public static Dialect certain(CsvSettings settings) {
        Character ofFeed = settings.delimiter();
        return settings.dialect(
                ofFeed == null ? candidates(settings).findFirst().orElseThrow() : ofFeed);
    }

    private static Stream<Character> candidates(CsvSettings settings) {
        return CANDIDATES.stream().filter(candidate -> isDelimiter(settings, candidate));
    }

    private static boolean isDelimiter(CsvSettings settings, char c) {
        Character escape = settings.escape();
        return (c == '\t' || Dialect.isSign(c)) && c != settings.quote() && (escape == null || c != escape);
    }

    private Score score(String head, char delimiter) {
        CSVFormat lenient = RowReader.format(settings.dialect(delimiter))
                .builder()
                .setTrailingData(true)
                .setLenientEof(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        int skipped = 0;
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(head))
                .setFormat(lenient)
                .get()) {
            for (CSVRecord csv : parser) {
                List<String> cells = List.of(csv.values());
                if (Preamble.filled(cells) > 0
                        && !(preamble.isBeforeHeader(cells, skipped) && skipped++ < Preamble.MOST)) {
                    return new Score(preamble.known(cells), Preamble.filled(cells));
                }
            }
        } catch (IOException | UncheckedIOException brokenOff) {
            // Ignored here: the reader reports the malformed record with its line.
        }
        return new Score(0, 0);
    }
}

package invitations.intake.read;

import invitations.csv.Dialect;
import invitations.csv.TextRules;
import invitations.intake.charset.ByteOrderMark;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;

/**
 * Walks ahead of the parser over the same characters, to refuse what is too large before anything holds it, and to know
 * what the parser does not tell: on which line each record begins, and the record whose quotes are wrong. Takes out what is
 * no part of a cell, which are byte order marks, and blanks before the quote that opens a cell. Takes the same texts as the
 * parser does, and parts them into the same records. For one thread.
 */
public final class CsvLimitScanner {
    private static final int NONE = -1;

    private enum Place {
        RECORD_START,
        CELL_START,
        PLAIN,
        QUOTED,
        /** Behind a quote in a quoted value: it ends the value, or is the first of two. */
        QUOTE,
        /** Behind the closing quote and a blank. */
        CLOSED,
        /** Behind an escape, in a value without quotes or within quotes. */
        PLAIN_ESCAPE,
        QUOTED_ESCAPE
    }

    private final char delimiter;
    private final char quote;
    private final int escape;
    private final ReadLimits limits;
    private final RecordLines recordLines = new RecordLines();
    private final Tidying tidying;
    /** What is taken out wherever it stands; where nothing is, a character that is looked at in any case. */
    private final char mark;

    private Place place = Place.RECORD_START;
    private long line;
    private long recordLine;
    private boolean lineFeedBelongs;
    private long recordLength;
    private long cellLength;
    private long cells;

    /**
     * @param firstLine the line that the text begins on
     * @param tidying counts what is taken out, or lets everything be
     */
    public CsvLimitScanner(Dialect dialect, ReadLimits limits, long firstLine, Tidying tidying) {
        this.tidying = tidying;
        mark = tidying.isWanted() ? ByteOrderMark.CHARACTER : '\n';
        delimiter = dialect.delimiter();
        quote = dialect.quote();
        Character escaping = dialect.escape();
        escape = escaping == null ? NONE : escaping;
        this.limits = limits;
        line = firstLine;
        recordLine = firstLine;
    }

    /** The line that the next character stands on, from 1. */
    long line() {
        return line;
    }

    /** The lines of the records that were not asked for yet. */
    RecordLines recordLines() {
        return recordLines;
    }

    /**
     * Looks at the next characters, and takes out those that are no part of a cell: what is left is moved together.
     *
     * @param isLast whether nothing comes behind them
     * @return what became of them
     * @throws FileRefusedException when text follows a closing quote, or something is larger than it may be
     */
    Accepted accept(char[] text, int offset, int length, boolean isLast) {
        int end = offset + length;
        int i = offset;
        int to = offset;
        while (i < end) {
            int from = i;
            if (place == Place.PLAIN || place == Place.QUOTED) {
                // Nearly all characters mean nothing here.
                char stop = place == Place.PLAIN ? delimiter : quote;
                while (i < end
                        && text[i] != stop
                        && text[i] != '\n'
                        && text[i] != '\r'
                        && text[i] != escape
                        && text[i] != mark) {
                    i++;
                }
                lineFeedBelongs &= i == from;
                grow(i - from);
            } else if (tidying.isWanted() && opensCell(text[i])) {
                int quoted = Tidying.behindBlanks(text, i, end, delimiter);
                if (quoted == end && !isLast) {
                    return new Accepted(to - offset, end - i);
                }
                if (quoted > i && quoted < end && text[quoted] == quote) {
                    tidying.quotedAfterBlank(line);
                    i = quoted;
                    from = quoted;
                }
            }
            boolean isTakenOut = i < end && text[i] == mark && mark == ByteOrderMark.CHARACTER;
            if (isTakenOut) {
                tidying.mark(line);
            } else if (i < end) {
                one(text[i]);
            }
            int kept = i - from + (i < end && !isTakenOut ? 1 : 0);
            if (to != from && kept > 0) {
                System.arraycopy(text, from, text, to, kept);
            }
            to += kept;
            i++;
        }
        return new Accepted(to - offset, 0);
    }

    /**
     * What became of some characters.
     *
     * @param kept how many there are now, from the place of the first one
     * @param waiting how many at their end were not looked at, since it depends on what comes behind: to be offered again
     */
    record Accepted(int kept, int waiting) {}

    /** {@return whether it stands where a cell begins, and is a blank that may stand before its quote} */
    private boolean opensCell(char c) {
        return (place == Place.RECORD_START || place == Place.CELL_START) && c != delimiter && TextRules.isGap(c);
    }

    /**
     * Ends the text.
     *
     * @throws FileRefusedException {@code MALFORMED_CSV} when the text ends within quotes, or behind an escape
     */
    void end() {
        if (place == Place.QUOTED || place == Place.QUOTED_ESCAPE || place == Place.PLAIN_ESCAPE) {
            throw new FileRefusedException(
                    ReasonCode.MALFORMED_CSV,
                    recordLine,
                    place == Place.PLAIN_ESCAPE
                            ? "the file ends behind an escaping " + (char) escape + ": complete it, or take it out"
                            : "a quoted value of the record that begins here is never closed: add its closing quote, and"
                                    + " write a quote within a quoted value twice");
        }
    }

    private void one(char c) {
        boolean isLineEnd = c == '\n' || c == '\r';
        if (place == Place.RECORD_START) {
            recordLine = line;
            if (!isLineEnd) {
                recordLines.add(line);
                recordLength = 0;
                cellLength = 0;
                cells = 0;
            }
        }
        if (isLineEnd && (c == '\r' || !lineFeedBelongs)) {
            line++;
        }
        Place before = place;
        place = isLineEnd ? atLineEnd() : next(c);
        if (isLineEnd && place == Place.RECORD_START) {
            recordLines.end(before != Place.RECORD_START, c == '\r', lineFeedBelongs);
        }
        lineFeedBelongs = c == '\r';
        if (place == Place.CELL_START) {
            cells++;
            // The delimiter belongs to the record, and to no cell.
            recordLength++;
            cellLength = 0;
            refuseLongLine();
        } else if (place != Place.RECORD_START) {
            grow(1);
        }
    }

    private void grow(int count) {
        if (count == 0) {
            return;
        }
        recordLength += count;
        cellLength += count;
        if (cellLength > limits.cell()) {
            throw limits.cellTooLong(recordLine, cells + 1);
        }
        refuseLongLine();
        if (cells >= limits.columns()) {
            throw limits.tooManyColumns(recordLine);
        }
    }

    private void refuseLongLine() {
        if (recordLength > limits.line()) {
            throw limits.lineTooLong(recordLine);
        }
    }

    private Place atLineEnd() {
        return switch (place) {
            case QUOTED, QUOTED_ESCAPE -> Place.QUOTED;
            case PLAIN_ESCAPE -> Place.PLAIN;
            default -> Place.RECORD_START;
        };
    }

    private Place next(char c) {
        return switch (place) {
            case RECORD_START, CELL_START -> c == quote ? Place.QUOTED : inPlain(c);
            case PLAIN -> inPlain(c);
            case QUOTED -> c == quote ? Place.QUOTE : c == escape ? Place.QUOTED_ESCAPE : Place.QUOTED;
            case QUOTE -> c == quote ? Place.QUOTED : afterQuote(c);
            case CLOSED -> afterQuote(c);
            case PLAIN_ESCAPE -> Place.PLAIN;
            case QUOTED_ESCAPE -> Place.QUOTED;
        };
    }

    private Place inPlain(char c) {
        return c == delimiter ? Place.CELL_START : c == escape ? Place.PLAIN_ESCAPE : Place.PLAIN;
    }

    private Place afterQuote(char c) {
        if (c == delimiter) {
            return Place.CELL_START;
        }
        if (Character.isWhitespace(c)) {
            return Place.CLOSED;
        }
        throw new FileRefusedException(
                ReasonCode.MALFORMED_CSV,
                recordLine,
                "text follows a closing quote in the record that begins here"
                        + (line > recordLine ? " (on line " + line + ")" : "")
                        + ": expected a " + (delimiter == ',' ? "comma" : "delimiter")
                        + " or the end of the line; write a"
                        + " quote within a quoted value twice");
    }
}

package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;

/**
 * Walks ahead of the parser over the same characters, to know two things that the parser does not tell: on which line
 * the text stands, and on which line the record begins whose quotes are wrong. Takes the same texts as
 * {@link Dialect#FORMAT} does. For one thread.
 */
final class RecordScanner {
    private static final char QUOTE = '"';
    private static final char DELIMITER = ',';

    private enum Place {
        RECORD_START,
        CELL_START,
        PLAIN,
        QUOTED,
        /** Behind a quote in a quoted value: it ends the value, or is the first of two. */
        QUOTE,
        /** Behind the closing quote and a blank. */
        CLOSED
    }

    private Place place = Place.RECORD_START;
    private long line = 1;
    private long recordLine = 1;
    private boolean lineFeedBelongs;

    /** The line that the next character stands on, from 1. */
    long line() {
        return line;
    }

    /** @throws RefusedFile {@code MALFORMED_CSV} when text follows a closing quote */
    void accept(char[] text, int length) {
        Place at = place;
        for (int i = 0; i < length; i++) {
            // Nearly all characters mean nothing here, and are told from the others by one comparison each.
            char meaningless = at == Place.PLAIN ? DELIMITER : at == Place.QUOTED ? QUOTE : Character.MAX_VALUE;
            while (text[i] > meaningless && i < length - 1) {
                i++;
                lineFeedBelongs = false;
            }
            char c = text[i];
            if (at == Place.RECORD_START) {
                recordLine = line;
            }
            if (c == '\n' || c == '\r') {
                if (c == '\r' || !lineFeedBelongs) {
                    line++;
                    at = at == Place.QUOTED ? Place.QUOTED : Place.RECORD_START;
                }
                lineFeedBelongs = c == '\r';
            } else {
                lineFeedBelongs = false;
                at = next(at, c);
            }
        }
        place = at;
    }

    /** @throws RefusedFile {@code MALFORMED_CSV} when the text ends within quotes */
    void end() {
        if (place == Place.QUOTED) {
            throw new RefusedFile(
                    Code.MALFORMED_CSV,
                    recordLine,
                    "a quoted value of the record that begins here is never closed: add its closing quote, and write a"
                            + " quote within a quoted value twice");
        }
    }

    private Place next(Place at, char c) {
        return switch (at) {
            case RECORD_START, CELL_START ->
                c == QUOTE ? Place.QUOTED : c == DELIMITER ? Place.CELL_START : Place.PLAIN;
            case PLAIN -> c == DELIMITER ? Place.CELL_START : Place.PLAIN;
            case QUOTED -> c == QUOTE ? Place.QUOTE : Place.QUOTED;
            case QUOTE -> c == QUOTE ? Place.QUOTED : afterQuote(c);
            case CLOSED -> afterQuote(c);
        };
    }

    private Place afterQuote(char c) {
        if (c == DELIMITER) {
            return Place.CELL_START;
        }
        if (Character.isWhitespace(c)) {
            return Place.CLOSED;
        }
        throw new RefusedFile(
                Code.MALFORMED_CSV,
                recordLine,
                "text follows a closing quote in the record that begins here"
                        + (line > recordLine ? " (on line " + line + ")" : "")
                        + ": expected a comma or the end of the line; write a quote within a quoted value twice");
    }
}

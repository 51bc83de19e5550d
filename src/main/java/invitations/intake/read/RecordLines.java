package invitations.intake.read;

import java.util.NoSuchElementException;

/**
 * The lines on which records begin, and whether a CR alone ends them: a scanner adds them, a parser behind it takes them.
 * Holds them as numbers, since there is one for each row of a file. For one thread.
 */
final class RecordLines {
    private static final int FIRST_SIZE = 1 << 10;

    private long[] lines = new long[FIRST_SIZE];
    private int first;
    private int count;
    private boolean wasCr;

    void add(long line) {
        if (count == lines.length) {
            long[] more = new long[lines.length * 2];
            for (int i = 0; i < count; i++) {
                more[i] = lines[place(i)];
            }
            lines = more;
            first = 0;
        }
        // The lowest bit says whether a CR alone ends the record.
        lines[place(count)] = line << 1;
        count++;
        wasCr = false;
    }

    /**
     * Takes note of a CR or LF outside of quotes.
     *
     * @param endsRecord whether it ends a record, and no blank line
     * @param isCr whether it is a CR
     * @param belongs whether a CR stands right before it
     */
    void end(boolean endsRecord, boolean isCr, boolean belongs) {
        if (count > 0 && endsRecord && isCr) {
            lines[place(count - 1)] |= 1;
        } else if (count > 0 && belongs && wasCr) {
            // A CRLF.
            lines[place(count - 1)] &= ~1L;
        }
        wasCr = endsRecord && isCr;
    }

    /** The line of the first record that was not taken yet, doubled, and one more where a CR alone ends it. */
    long remove() {
        if (count == 0) {
            throw new NoSuchElementException();
        }
        long line = lines[first];
        first = place(1);
        count--;
        return line;
    }

    private int place(int index) {
        return (first + index) & (lines.length - 1);
    }
}

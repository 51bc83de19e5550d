package invitations.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes records in UTF-8, as RFC 4180 has them unless another dialect is asked for. For one thread at a time. */
public final class CsvWriter {
    private static final int CHUNK = 1 << 16;
    private static final int NONE = -1;
    /** A byte order mark at the start of the file would be taken for one, if it stood outside of quotes. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final OutputStream out;
    private final char delimiter;
    private final char quote;
    private final int escape;
    private final StringBuilder text = new StringBuilder(CHUNK + CHUNK / 8);

    public CsvWriter(OutputStream out) {
        this(out, Dialect.RFC_4180);
    }

    private CsvWriter(OutputStream out, Dialect dialect) {
        this.out = out;
        delimiter = dialect.delimiter();
        quote = dialect.quote();
        Character escaping = dialect.escape();
        escape = escaping == null ? NONE : escaping;
    }

    /**
     * Writes in a dialect.
     *
     * @param isDelimiterNamed whether the first line says the delimiter, as {@code sep=;}, for Excel
     */
    public CsvWriter(OutputStream out, Dialect dialect, boolean isDelimiterNamed) {
        this(out, dialect);
        if (isDelimiterNamed) {
            text.append("sep=").append(delimiter).append("\r\n");
        }
    }

    /** Adds a cell in quotes. */
    public void quoted(String cell) {
        text.append(quote);
        if (cell.indexOf(quote) < 0 && cell.indexOf(escape) < 0) {
            text.append(cell);
        } else {
            for (int i = 0; i < cell.length(); i++) {
                char c = cell.charAt(i);
                text.append(c);
                if (c == quote || c == escape) {
                    text.append(c);
                }
            }
        }
        text.append(quote).append(delimiter);
    }

    /** Adds a cell for people, in quotes, so that no spreadsheet runs it; nothing for null. */
    public void shown(@Nullable String cell) {
        quoted(cell == null ? "" : FormulaEscaper.disarm(cell));
    }

    /** Adds a number in quotes. */
    public void quoted(long number) {
        text.append(quote).append(number).append(quote).append(delimiter);
    }

    /** Adds a cell, in quotes only where it needs them. */
    public void plain(String cell) {
        if (needsQuotes(cell)) {
            quoted(cell);
        } else {
            text.append(cell).append(delimiter);
        }
    }

    /** Ends the record, which has at least one cell. */
    public void endRecord() throws IOException {
        text.setLength(text.length() - 1);
        text.append("\r\n");
        if (text.length() >= CHUNK) {
            flush();
        }
    }

    public void flush() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private boolean needsQuotes(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == delimiter || c == quote || c == escape || c == '\n' || c == '\r' || c == BYTE_ORDER_MARK) {
                return true;
            }
        }
        return false;
    }
}

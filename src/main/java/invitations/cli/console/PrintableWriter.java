package invitations.cli.console;

import invitations.base.DisplayText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Where all that a verb prints goes through on its way to a terminal, a file or a pipe. Control and format characters, such
 * as an escape or one that turns the direction of text, are written out as {@code \\u001b}: no text of an API or a file
 * can play with the terminal. JSON stays the same JSON by that. Ends of lines and tabs go through. For one thread at a
 * time.
 */
public final class PrintableWriter extends FilterWriter {
    /** A high surrogate or a carriage return, of which only what follows says what it is; 0 for none. */
    private char pending;

    public PrintableWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        char next = (char) c;
        char before = pending;
        pending = 0;
        if (before == '\r') {
            out.write(next == '\n' ? "\r" : "\\u000d");
        } else if (before != 0) {
            writePair(before, next);
            if (Character.isLowSurrogate(next)) {
                return;
            }
        }
        if (next == '\r' || Character.isHighSurrogate(next)) {
            pending = next;
        } else if (next != '\n' && next != '\t' && DisplayText.isUnprintable(next)) {
            escape(next);
        } else {
            out.write(next);
        }
    }

    private void writePair(char high, char low) throws IOException {
        if (Character.isLowSurrogate(low) && DisplayText.isUnprintable(Character.toCodePoint(high, low))) {
            escape(high);
            escape(low);
        } else {
            out.write(high);
            if (Character.isLowSurrogate(low)) {
                out.write(low);
            }
        }
    }

    private void escape(char c) throws IOException {
        out.write(String.format("\\u%04x", (int) c));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }

    @Override
    public void flush() throws IOException {
        if (pending != 0 && !Character.isHighSurrogate(pending)) {
            out.write("\\u000d");
            pending = 0;
        }
        super.flush();
    }
}

package invitations.intake.workbook;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps from an XML parser what would fill its memory: one of these holds each tag, comment and text as a whole. No
 * spreadsheet program writes document types, comments, or a megabyte between two tags.
 */
final class XmlLimitInputStream extends FilterInputStream {
    private static final int LONGEST = 1 << 20;
    /** Where the declaration may begin, behind a byte order mark. */
    private static final int DECLARATION = 4;

    private long position;
    private int sinceTag;
    private int last;

    XmlLimitInputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            see(read);
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        for (int i = offset; i < offset + count; i++) {
            see(target[i] & 0xFF);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, LONGEST)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void see(int read) {
        boolean isOpened = last == '<';
        sinceTag = read == '<' ? 0 : sinceTag + 1;
        if (read == 0 || sinceTag > LONGEST || (isOpened && (read == '!' || (read == '?' && position > DECLARATION)))) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_SHEET,
                    0,
                    "the workbook has XML in it that no spreadsheet program writes: save it as 'CSV UTF-8', and drop"
                            + " that");
        }
        last = read;
        position++;
    }
}

package invitations.intake.unpack;

import invitations.intake.container.UnpackLimits;
import invitations.invitation.FileRefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What is packed by gzip (RFC 1952), its members one after the other, to the last byte. Zeros behind the last member are
 * padding; anything else there ends the reading, since it may be a member that was damaged. There are at most
 * {@value #MOST_MEMBERS}, and what stands before the content of each has at most {@value #LONGEST_HEADER} bytes. For one
 * thread.
 */
final class GzipInput extends InputStream {
    /** Programs that write blocks make a member of each 64 kB. */
    private static final int MOST_MEMBERS = 10_000;

    private static final int LONGEST_HEADER = 1 << 16;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATED = 8;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int FIXED = 6;

    private final InputStream in;
    private final UnpackLimits limits;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] buffer = new byte[1 << 13];
    private int at;
    private int end;
    private int members;
    private boolean isAtEnd;

    /** @throws ZipException when it does not begin as gzip does */
    GzipInput(InputStream in, UnpackLimits limits) throws IOException {
        this.in = in;
        this.limits = limits;
        if (!beginMember()) {
            throw new ZipException("not gzip");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!isAtEnd) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0) {
                    sum.update(target, offset, count);
                    return count;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw new ZipException("a dictionary is needed");
                } else if (inflater.needsInput()) {
                    if (!fill()) {
                        throw new EOFException();
                    }
                    inflater.setInput(buffer, at, end - at);
                    at = end;
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        if (number(4) != sum.getValue() || number(4) != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("the checksum is another one");
        }
        isAtEnd = !beginMember();
    }

    /**
     * Passes over what stands before the content of a member.
     *
     * @return false when the file ends here, perhaps behind zeros
     * @throws ZipException when something else begins here
     * @throws FileRefusedException when there are too many members
     */
    private boolean beginMember() throws IOException {
        int first = nextOrEnd();
        if (first < 0 || (first == 0 && members > 0)) {
            passOverZeros();
            return false;
        }
        if ((first | next() << 8) != MAGIC) {
            throw new ZipException("something stands behind the last member");
        }
        members++;
        if (members > MOST_MEMBERS) {
            throw limits.tooMuch("more than " + MOST_MEMBERS + " gzip members are in it");
        }
        if (next() != DEFLATED) {
            throw new ZipException("packed in an unknown way");
        }
        int flags = next();
        skip(FIXED);
        if ((flags & HAS_EXTRA) != 0) {
            skip((int) number(2));
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.reset();
        sum.reset();
        inflater.setInput(buffer, at, end - at);
        at = end;
        return true;
    }

    private void passOverZeros() throws IOException {
        for (int padding = nextOrEnd(); padding >= 0; padding = nextOrEnd()) {
            if (padding != 0) {
                throw new ZipException("something stands behind the zeros at the end");
            }
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        for (int length = 0; next() != 0; length++) {
            if (length > LONGEST_HEADER) {
                throw new ZipException("a name without end");
            }
        }
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << (8 * i);
        }
        return number;
    }

    private int next() throws IOException {
        int next = nextOrEnd();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    private int nextOrEnd() throws IOException {
        return at < end || fill() ? buffer[at++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}

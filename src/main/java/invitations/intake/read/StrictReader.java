package invitations.intake.read;

import invitations.intake.charset.Encoding;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * Reads a text of one charset, and takes nothing else: a byte that does not belong there ends the reading with a
 * {@link FileRefusedException} that names the line, and so does whatever a {@link CsvLimitScanner} refuses. For one thread.
 */
public final class StrictReader extends Reader {
    private static final int BUFFER = 1 << 13;

    private final ReadableByteChannel channel;
    private final long size;
    private final CharsetDecoder decoder;
    private final long end;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer decoded = CharBuffer.allocate(BUFFER);
    private CharBuffer characters = CharBuffer.allocate(0);
    private CharBuffer head = CharBuffer.allocate(0);
    /** Blanks that the scanner has not looked at, since what comes behind them counts. */
    private char[] waiting = new char[0];

    private CsvLimitScanner scanner;
    private long taken;
    private boolean ended;
    private boolean flushed;
    private boolean isAtEnd;

    /**
     * @param channel where the bytes come from; closed with the reader
     * @param size how many bytes there are to be
     * @param encoding what they are; the channel stands where the text begins
     * @param scanner walks ahead of the reader
     */
    public StrictReader(ReadableByteChannel channel, long size, Encoding encoding, CsvLimitScanner scanner) {
        this(channel, size, size, encoding, scanner);
    }

    /**
     * The same, where the text ends before the file does.
     *
     * @param end where, in bytes from the start of the file
     */
    StrictReader(ReadableByteChannel channel, long size, long end, Encoding encoding, CsvLimitScanner scanner) {
        this.channel = channel;
        this.size = size;
        this.end = end;
        this.taken = encoding.start();
        this.scanner = scanner;
        decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * The first characters, up to a byte that is wrong; they are still to be read. To be called once, before anything is
     * read.
     *
     * @param most how many are asked for; some more may come
     */
    String head(int most) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < most && decode()) {
            text.append(decoded);
        }
        head = CharBuffer.wrap(text.toString().toCharArray());
        return text.toString();
    }

    /** Passes over characters of the head, and has another scanner look at what follows. */
    void begin(int passedOver, CsvLimitScanner next) {
        head.position(passedOver);
        scanner = next;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!characters.hasRemaining() && !advance()) {
            return -1;
        }
        int count = Math.min(length, characters.remaining());
        characters.get(target, offset, count);
        return count;
    }

    /** {@return whether the text was read to its end, and is complete} */
    boolean isAtEnd() {
        return isAtEnd;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Has the next characters scanned; false at the end of the file. */
    private boolean advance() throws IOException {
        while (!characters.hasRemaining()) {
            CharBuffer next;
            boolean isLast = false;
            if (head.hasRemaining()) {
                int count = Math.min(BUFFER, head.remaining());
                next = head.slice(head.position(), count);
                head.position(head.position() + count);
            } else if (decode()) {
                next = decoded;
            } else if (bytes.hasRemaining()) {
                throw wrongByte(bytes.get(bytes.position()));
            } else if (waiting.length > 0) {
                next = CharBuffer.allocate(0);
                isLast = true;
            } else {
                scanner.end();
                isAtEnd = true;
                return false;
            }
            scan(behindWaiting(next), isLast);
        }
        return true;
    }

    private void scan(CharBuffer next, boolean isLast) {
        int offset = next.arrayOffset() + next.position();
        CsvLimitScanner.Accepted accepted = scanner.accept(next.array(), offset, next.remaining(), isLast);
        int end = offset + next.remaining();
        waiting = Arrays.copyOfRange(next.array(), end - accepted.waiting(), end);
        characters = CharBuffer.wrap(next.array(), offset, accepted.kept());
    }

    private CharBuffer behindWaiting(CharBuffer next) {
        if (waiting.length == 0) {
            return next;
        }
        CharBuffer joined = CharBuffer.allocate(waiting.length + next.remaining());
        joined.put(waiting).put(next).flip();
        return joined;
    }

    /** Fills the buffer of characters; false at a wrong byte, which is then the first one left, and at the end. */
    private boolean decode() throws IOException {
        decoded.clear();
        while (decoded.position() == 0) {
            CoderResult result = flushed ? CoderResult.UNDERFLOW : decoder.decode(bytes, decoded, ended);
            if (decoded.position() == 0 && (result.isError() || flushed)) {
                decoded.flip();
                return false;
            }
            if (decoded.position() == 0 && ended) {
                decoder.flush(decoded);
                flushed = true;
            } else if (decoded.position() == 0) {
                fill();
            }
        }
        decoded.flip();
        return true;
    }

    private void fill() throws IOException {
        bytes.compact();
        while (bytes.hasRemaining() && !ended) {
            int count = channel.read(bytes);
            ended = count < 0;
            taken += Math.max(0, count);
        }
        bytes.flip();
        if (taken > end && end < size) {
            // What stands behind the end of the text is no part of it.
            bytes.limit((int) Math.max(0, bytes.limit() - (taken - end)));
            taken = size;
            ended = true;
        }
        if (ended && taken != size) {
            throw new IOException("the file was changed while it was read");
        }
    }

    private FileRefusedException wrongByte(byte found) {
        return new FileRefusedException(
                ReasonCode.ENCODING_ERROR,
                scanner.line(),
                String.format(
                                "byte 0x%02X is not %s text",
                                found, decoder.charset().name())
                        + ": save the file as 'CSV UTF-8', and check the letters with accents in this line");
    }
}

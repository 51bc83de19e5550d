package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8, without its byte order mark, and takes nothing else: a byte that does not belong there, or a quote that
 * does not, ends the reading with a {@link RefusedFile} that names the line. For one thread.
 */
final class StrictReader extends Reader {
    private static final int BUFFER = 1 << 13;

    private final ReadableByteChannel channel;
    private final long size;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer characters = CharBuffer.allocate(BUFFER).flip();
    private final RecordScanner scanner = new RecordScanner();
    private long taken;
    private boolean started;
    private boolean ended;

    /**
     * @param channel where the bytes come from; closed with the reader
     * @param size how many bytes there are to be
     */
    StrictReader(ReadableByteChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!characters.hasRemaining() && !decode()) {
            return -1;
        }
        int count = Math.min(length, characters.remaining());
        characters.get(target, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Fills the empty buffer of characters, and has them scanned; false at the end of the file. */
    private boolean decode() throws IOException {
        if (!started) {
            started = true;
            fill();
            ByteOrderMark.skip(bytes);
        }
        characters.clear();
        while (true) {
            CoderResult result = decoder.decode(bytes, characters, ended);
            if (characters.position() > 0) {
                // What stands before a wrong byte is scanned first: the decoder reports the byte again next time.
                characters.flip();
                scanner.accept(characters.array(), characters.limit());
                return true;
            }
            if (result.isError()) {
                throw wrongByte(bytes.get(bytes.position()));
            }
            if (ended) {
                characters.flip();
                scanner.end();
                return false;
            }
            fill();
        }
    }

    /** Reads until the buffer is full or the file ends, so that a byte order mark is never seen in halves. */
    private void fill() throws IOException {
        bytes.compact();
        while (bytes.hasRemaining() && !ended) {
            int count = channel.read(bytes);
            ended = count < 0;
            taken += Math.max(0, count);
        }
        bytes.flip();
        if (ended && taken != size) {
            throw new IOException("the file was changed while it was read");
        }
    }

    private RefusedFile wrongByte(byte found) {
        return new RefusedFile(
                Code.ENCODING_ERROR,
                scanner.line(),
                String.format(
                        "byte 0x%02X is not UTF-8 text: save the file as 'CSV UTF-8', and check the letters with"
                                + " accents in this line",
                        found));
    }
}

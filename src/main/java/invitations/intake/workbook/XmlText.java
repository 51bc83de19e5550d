package invitations.intake.workbook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of an XML part in UTF-8, also where the part is written in UTF-16: the parts of a workbook are in either of them
 * (ECMA-376, part 2, section 8.1.1). Bytes that are no UTF-16 end it with an exception. For one thread.
 */
final class XmlText extends InputStream {
    private static final int HEAD = 2;
    private static final int MARK = 0xFEFF;
    private static final int PART = 1 << 13;

    private final Reader reader;
    private final CharBuffer characters = CharBuffer.allocate(PART);
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private boolean isAtStart = true;

    private XmlText(InputStream in, Charset charset) {
        reader = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The part itself, or its text in UTF-8 where it is in UTF-16, with a byte order mark or without. */
    static InputStream of(InputStream part) throws IOException {
        InputStream in = new BufferedInputStream(part);
        in.mark(HEAD);
        int first = in.read();
        int second = in.read();
        in.reset();
        Charset charset = charset(first, second);
        return charset == null ? in : new XmlText(in, charset);
    }

    private static @Nullable Charset charset(int first, int second) {
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second == '<')) {
            return StandardCharsets.UTF_16BE;
        }
        return (first == 0xFF && second == 0xFE) || (first == '<' && second == 0) ? StandardCharsets.UTF_16LE : null;
    }

    @Override
    public int read() throws IOException {
        return reachesEnd() ? -1 : bytes.get() & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (reachesEnd()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }

    private boolean reachesEnd() throws IOException {
        while (!bytes.hasRemaining()) {
            // Half of a pair stays for the next part.
            int read = reader.read(characters);
            if (read < 0) {
                return true;
            }
            characters.flip();
            if (isAtStart && characters.hasRemaining()) {
                isAtStart = false;
                if (characters.get(characters.position()) == MARK) {
                    characters.get();
                }
            }
            int end = characters.limit();
            boolean isHalf = end > characters.position() && Character.isHighSurrogate(characters.get(end - 1));
            characters.limit(isHalf ? end - 1 : end);
            bytes = StandardCharsets.UTF_8.encode(characters);
            characters.limit(end);
            characters.compact();
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

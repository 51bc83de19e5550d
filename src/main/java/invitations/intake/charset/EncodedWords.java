package invitations.intake.charset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the words of a file that have bytes beyond ASCII, whatever its charset. Words end at bytes that are never part of
 * a longer character in any charset that is known here: controls, blanks and signs below {@code 0}, and from {@code :} to
 * {@code ?}. For one thread.
 */
final class EncodedWords {
    private static final int BUFFER = 1 << 16;

    /** A longer one is cut, in two words: no word is that long. */
    private static final int LONGEST = 256;

    /** Of so many different words it is known that they were seen; of a name that comes again, one is enough. */
    private static final int REMEMBERED = 4096;

    /** What takes the words. */
    interface Reader {
        /**
         * Takes the next word.
         *
         * @param word its bytes
         * @param line the line that it stands in, from 1
         * @return whether it wants the next one
         */
        boolean accept(byte[] word, long line);
    }

    private final Map<ByteBuffer, Boolean> seen = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final ByteArrayOutputStream word = new ByteArrayOutputStream(LONGEST);
    private final Reader reader;
    private boolean isBeyondAscii;
    private boolean wantsMore = true;
    private long line = 1;
    private int last;

    private EncodedWords(Reader reader) {
        this.reader = reader;
    }

    /** Hands over the words of a file, each of those that come often once or a few times. */
    static void of(SeekableByteChannel channel, Reader reader) throws IOException {
        EncodedWords words = new EncodedWords(reader);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        channel.position(0);
        while (words.wantsMore && channel.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (words.wantsMore && buffer.hasRemaining()) {
                words.take(buffer.get() & 0xFF);
            }
        }
        words.end();
    }

    private void take(int b) {
        if (b < 0x30 || (b >= 0x3A && b < 0x40)) {
            end();
        } else {
            if (word.size() == LONGEST) {
                end();
            }
            word.write(b);
            isBeyondAscii |= b > 0x7F;
        }
        line += b == '\r' || (b == '\n' && last != '\r') ? 1 : 0;
        last = b;
    }

    private void end() {
        if (isBeyondAscii && wantsMore) {
            byte[] bytes = word.toByteArray();
            if (seen.put(ByteBuffer.wrap(bytes), true) == null) {
                wantsMore = reader.accept(bytes, line);
            }
        }
        word.reset();
        isBeyondAscii = false;
    }
}

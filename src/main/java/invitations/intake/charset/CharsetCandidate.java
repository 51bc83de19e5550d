package invitations.intake.charset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.text.Normalizer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A charset that a file may be written in. For one thread. */
final class CharsetCandidate {
    /** How many bytes are beyond ASCII. */
    static final int HIGH_BYTES = 128;

    private static final Map<Charset, char[]> SINGLE = new ConcurrentHashMap<>();

    private final Charset charset;
    private final CharsetDecoder decoder;
    private final TextPlausibility plausibility;

    /** What each byte beyond ASCII is by itself; 0 where it is no character by itself. */
    private final char[] single;

    CharsetCandidate(Charset charset) {
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.plausibility = new TextPlausibility(charset);
        this.single = SINGLE.computeIfAbsent(charset, key -> single());
    }

    private char[] single() {
        char[] characters = new char[HIGH_BYTES];
        for (int b = 0; b < HIGH_BYTES; b++) {
            String text = read(new byte[] {(byte) (b + HIGH_BYTES)});
            characters[b] = text == null || text.isEmpty() ? 0 : text.charAt(0);
        }
        return characters;
    }

    Charset charset() {
        return charset;
    }

    /** {@return whether a byte is another character in the other charset, or is no character by itself} */
    boolean readsOtherwise(int highByte, CharsetCandidate other) {
        char c = single[highByte - HIGH_BYTES];
        return c == 0 || c != other.single[highByte - HIGH_BYTES];
    }

    /**
     * Reads a word.
     *
     * @return its text in NFC; null where the bytes are none of the charset, or mean no character of a text
     */
    @Nullable
    String read(byte[] word) {
        try {
            String text = Normalizer.normalize(decoder.decode(ByteBuffer.wrap(word)), Normalizer.Form.NFC);
            return text.chars().anyMatch(CharsetCandidate::isNoText) ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isNoText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c > 0x7F;
            case Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            default -> c == 0xFFFD;
        };
    }

    /** {@return how plausible the text is} */
    TextPlausibility.Score score(String text) {
        return plausibility.score(text);
    }
}

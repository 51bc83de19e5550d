package invitations.intake;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Guesses the charset of a file that is not UTF-8. A guess that does not stand is none. */
final class CharsetGuess {
    private static final int BUFFER = 1 << 16;
    /** What is looked at for the guess; the charset guessed is then held against the whole file. */
    private static final long MOST = 8_000_000;

    /** By the detector's names, what Java is to read; where spreadsheets write a superset, that one. */
    private static final Map<String, String> ACCEPTED = Map.ofEntries(
            Map.entry("WINDOWS-1250", "windows-1250"),
            Map.entry("WINDOWS-1251", "windows-1251"),
            Map.entry("WINDOWS-1252", "windows-1252"),
            Map.entry("WINDOWS-1253", "windows-1253"),
            Map.entry("WINDOWS-1255", "windows-1255"),
            Map.entry("ISO-8859-5", "ISO-8859-5"),
            Map.entry("ISO-8859-7", "ISO-8859-7"),
            Map.entry("ISO-8859-8", "ISO-8859-8"),
            Map.entry("KOI8-R", "KOI8-R"),
            Map.entry("SHIFT_JIS", "windows-31j"),
            Map.entry("EUC-JP", "EUC-JP"),
            Map.entry("EUC-KR", "x-windows-949"),
            Map.entry("BIG5", "Big5"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("TIS-620", "TIS-620"));

    private CharsetGuess() {}

    /** The charset that the file is most likely written in, if it can be told and decodes every byte of it. */
    static Optional<Charset> of(SeekableByteChannel channel) throws IOException {
        String guess = guess(channel);
        String name = guess == null ? null : ACCEPTED.get(guess);
        if (name == null || !Charset.isSupported(name)) {
            return Optional.empty();
        }
        Charset charset = Charset.forName(name);
        return stands(channel, charset) ? Optional.of(charset) : Optional.empty();
    }

    private static @Nullable String guess(SeekableByteChannel channel) throws IOException {
        UniversalDetector detector = new UniversalDetector();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        channel.position(0);
        while (channel.position() < MOST && !detector.isDone() && channel.read(buffer.clear()) >= 0) {
            detector.handleData(buffer.array(), 0, buffer.position());
        }
        detector.dataEnd();
        return detector.getDetectedCharset();
    }

    private static boolean stands(SeekableByteChannel channel, Charset charset) throws IOException {
        channel.position(0);
        boolean isWestern = charset.name().equals("windows-1252");
        char[] text = new char[BUFFER];
        // Not closed: that would close the file.
        Reader reader = Channels.newReader(
                channel,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT),
                BUFFER);
        try {
            char last = ' ';
            for (int count = reader.read(text); count >= 0; count = reader.read(text)) {
                for (int i = 0; i < count; last = text[i++]) {
                    if (isWestern && isSignInWord(last, text[i])) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * Whether one is a letter and the other a sign that no word of western Europe has, but words of central Europe seem to
     * have when they are read so: {@code £ukasz} for Łukasz.
     */
    private static boolean isSignInWord(char one, char other) {
        return (isSign(one) && Character.isLetter(other)) || (Character.isLetter(one) && isSign(other));
    }

    private static boolean isSign(char c) {
        return "\u00A3\u00A5\u00A6\u00AF\u00B1\u00B3\u00B6\u00B9\u00BC\u00BE".indexOf(c) >= 0;
    }
}

package invitations.intake.charset;

import invitations.csv.CharsetOrigin;
import invitations.csv.TextRules;
import invitations.feed.CharsetName;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a file is encoded.
 *
 * @param charset its charset
 * @param origin how that is known
 * @param start where the text begins, in bytes: behind the byte order mark
 */
public record Encoding(Charset charset, CharsetOrigin origin, int start) {
    private static final int BUFFER = 1 << 16;

    /**
     * Finds the encoding, in this order: the mark, the zeros of UTF-16 and UTF-32, valid UTF-8, the feed's settings, and
     * only where no character of UTF-8 is in the file, a guess. A file of which a part is UTF-8 was damaged, and is never
     * guessed about: what is right in it would become wrong.
     *
     * @param check has seen all bytes of the file
     * @throws FileRefusedException {@code ENCODING_ERROR}, with the line of the first byte that is not UTF-8
     */
    public static Encoding find(SeekableByteChannel channel, Utf8Validator check, @Nullable Charset ofFeed)
            throws IOException {
        byte[] start = start(channel);
        Optional<ByteOrderMark> mark = ByteOrderMark.of(start);
        if (mark.isPresent()) {
            return new Encoding(
                    mark.get().charset(), CharsetOrigin.MARK, mark.get().length());
        }
        Optional<ByteOrderMark> leftOut = ByteOrderMark.leftOut(start);
        if (leftOut.isPresent()) {
            return new Encoding(leftOut.get().charset(), CharsetOrigin.CONTENT, 0);
        }
        if (check.isValid()) {
            return new Encoding(StandardCharsets.UTF_8, CharsetOrigin.CONTENT, 0);
        }
        if (ofFeed != null) {
            return new Encoding(ofFeed, CharsetOrigin.FEED, 0);
        }
        if (check.hasMultiByte()) {
            throw refused(
                    channel,
                    check,
                    " though other letters of the file are: check the letters with accents in this line");
        }
        CharsetDetector.Finding finding = CharsetDetector.detect(channel);
        if (finding instanceof CharsetDetector.Finding.Found found) {
            return new Encoding(found.charset(), CharsetOrigin.DETECTED, 0);
        }
        if (finding instanceof CharsetDetector.Finding.Undecided undecided) {
            throw undecided(undecided);
        }
        throw refused(channel, check, " and what else it is cannot be told");
    }

    private static byte[] start(SeekableByteChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(ByteOrderMark.MOST);
        channel.position(0);
        while (start.hasRemaining() && channel.read(start) >= 0) {
            // Until the buffer is full, or the file ends.
        }
        byte[] bytes = new byte[start.position()];
        start.flip().get(bytes);
        return bytes;
    }

    private static FileRefusedException undecided(CharsetDetector.Finding.Undecided finding) {
        String readings = finding.readings().stream()
                .map(reading ->
                        "'" + TextRules.quote(reading.word()) + "'" + " as " + CharsetName.of(reading.charset()))
                .collect(Collectors.joining(", "));
        String charsets = finding.readings().stream()
                .map(reading -> "charset = " + CharsetName.of(reading.charset()))
                .collect(Collectors.joining(" or "));
        return new FileRefusedException(
                ReasonCode.ENCODING_ERROR,
                finding.line(),
                "the file is not UTF-8, and its charset cannot be told for certain: line " + finding.line() + " reads "
                        + readings + ": set the feed's charset, such as " + charsets
                        + ", or save the file as 'CSV UTF-8'");
    }

    private static FileRefusedException refused(SeekableByteChannel channel, Utf8Validator check, String why) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long line = 1;
        byte last = 0;
        byte wrong = 0;
        try {
            channel.position(0);
            for (long place = 0; place <= check.firstWrong() && channel.read(buffer.clear()) >= 0; ) {
                for (buffer.flip(); buffer.hasRemaining() && place <= check.firstWrong(); place++) {
                    wrong = buffer.get();
                    line += wrong == '\r' || (wrong == '\n' && last != '\r') ? 1 : 0;
                    last = wrong;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FileRefusedException(
                ReasonCode.ENCODING_ERROR,
                line,
                String.format("byte 0x%02X is not UTF-8 text,", wrong) + why
                        + ". Save the file as 'CSV UTF-8', or write its charset into the settings of the feed, such as"
                        + " charset = windows-1252");
    }
}

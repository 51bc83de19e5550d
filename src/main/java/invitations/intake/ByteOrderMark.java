package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
import java.nio.ByteBuffer;

/** The mark at the start of a file that tells how its text is encoded (Unicode 15.0, section 23.8). */
enum ByteOrderMark {
    UTF_8("UTF-8", "\u00EF\u00BB\u00BF"),
    // The marks of four bytes stand first, since one of them begins like one of two.
    UTF_32LE("UTF-32", "\u00FF\u00FE\0\0"),
    UTF_32BE("UTF-32", "\0\0\u00FE\u00FF"),
    UTF_16LE("UTF-16", "\u00FF\u00FE"),
    UTF_16BE("UTF-16", "\u00FE\u00FF");

    private final String encoding;
    /** One character a byte. */
    private final String mark;

    ByteOrderMark(String encoding, String mark) {
        this.encoding = encoding;
        this.mark = mark;
    }

    /**
     * Skips the mark of UTF-8, if there is one.
     *
     * @throws RefusedFile {@code ENCODING_ERROR} on the mark of another encoding
     */
    static void skip(ByteBuffer start) {
        for (ByteOrderMark candidate : values()) {
            if (candidate.begins(start)) {
                if (candidate != UTF_8) {
                    throw new RefusedFile(
                            Code.ENCODING_ERROR,
                            1,
                            "the file is " + candidate.encoding + " text: save it as 'CSV UTF-8'");
                }
                start.position(start.position() + candidate.mark.length());
                return;
            }
        }
    }

    private boolean begins(ByteBuffer start) {
        if (start.remaining() < mark.length()) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if ((start.get(start.position() + i) & 0xFF) != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

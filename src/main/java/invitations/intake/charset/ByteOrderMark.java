package invitations.intake.charset;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the start of a file tells its charset: by a mark (Unicode 15.0, section 23.8), or by the zeros of characters that
 * take two or four bytes each (after XML 1.0, appendix F, for any first character of ASCII).
 */
public enum ByteOrderMark {
    UTF_8("UTF-8", "\u00EF\u00BB\u00BF", ""),
    GB18030("GB18030", "\u00841\u00953", ""),
    // The marks of four bytes stand first, since one of them begins like one of two.
    UTF_32LE("UTF-32LE", "\u00FF\u00FE\0\0", "x000"),
    UTF_32BE("UTF-32BE", "\0\0\u00FE\u00FF", "000x"),
    UTF_16LE("UTF-16LE", "\u00FF\u00FE", "x0x0"),
    UTF_16BE("UTF-16BE", "\u00FE\u00FF", "0x0x");

    /** The mark as a character: it means nothing else anywhere. */
    public static final char CHARACTER = '\uFEFF';

    /** How the mark of UTF-8 is read as a text of Western Europe, where a file was converted by mistake. */
    public static final String MISREAD = "\u00EF\u00BB\u00BF";

    /** How many bytes of a file are to be looked at. */
    static final int MOST = 4;

    private final String charset;
    /** One character a byte. */
    private final String mark;
    /** The same, x being any character of ASCII. */
    private final String zeros;

    ByteOrderMark(String charset, String mark, String zeros) {
        this.charset = charset;
        this.mark = mark;
        this.zeros = zeros;
    }

    /** The mark that a file with this start has. */
    static Optional<ByteOrderMark> of(byte[] start) {
        return Arrays.stream(values())
                .filter(candidate -> start.length >= candidate.mark.length())
                // Small Java runtimes have no GB18030.
                .filter(candidate -> Charset.isSupported(candidate.charset))
                .filter(candidate -> {
                    for (int i = 0; i < candidate.mark.length(); i++) {
                        if ((start[i] & 0xFF) != candidate.mark.charAt(i)) {
                            return false;
                        }
                    }
                    return true;
                })
                .findFirst();
    }

    /** The mark that a file with this start could have, and has not. */
    static Optional<ByteOrderMark> leftOut(byte[] start) {
        return Arrays.stream(values())
                .filter(candidate -> !candidate.zeros.isEmpty() && start.length >= candidate.zeros.length())
                .filter(candidate -> {
                    for (int i = 0; i < candidate.zeros.length(); i++) {
                        if (candidate.zeros.charAt(i) == '0' ? start[i] != 0 : start[i] <= 0) {
                            return false;
                        }
                    }
                    return true;
                })
                .findFirst();
    }

    Charset charset() {
        return Charset.forName(charset);
    }

    /** {@return how many bytes the mark has} */
    int length() {
        return mark.length();
    }
}

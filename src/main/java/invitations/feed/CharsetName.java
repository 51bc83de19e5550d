package invitations.feed;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names that feeds call charsets by: those that Java knows, and those of IANA and the web that it does not. */
public final class CharsetName {
    private static final Map<String, String> ALIASES = Map.of(
            "macintosh", "x-MacRoman",
            "mac", "x-MacRoman",
            "x-mac-roman", "x-MacRoman",
            "x-mac-ce", "x-MacCentralEurope",
            "x-mac-cyrillic", "x-MacCyrillic",
            "x-mac-greek", "x-MacGreek",
            "x-mac-turkish", "x-MacTurkish");

    /** Letters of several scripts: each charset beyond ASCII has one of them. */
    private static final String LETTERS = "\u00E9\u044F\u03B1\u05D0\u0627\u0E01\u3042\u4E2D\uD55C";

    private CharsetName() {}

    /**
     * Finds a charset by its name.
     *
     * @throws IllegalCharsetNameException when the name is none of a charset
     * @throws UnsupportedCharsetException when this Java does not have it
     */
    static Charset charset(String name) {
        return Charset.forName(ALIASES.getOrDefault(name.toLowerCase(Locale.ROOT), name));
    }

    /** {@return the name of a charset that a feed may set, as people know it} */
    public static String of(Charset charset) {
        return charset.name().equals("x-MacRoman") ? "macintosh" : charset.name();
    }

    /**
     * Tells whether a charset writes all letters in bytes of ASCII, as ISO-2022-JP does: then a file in it is valid UTF-8 as
     * well. What Java only reads, it reads by a guess of its own: that is one of them.
     */
    static boolean isSevenBitsWide(Charset charset) {
        if (!charset.canEncode()) {
            return true;
        }
        CharsetEncoder encoder = charset.newEncoder();
        List<byte[]> letters = LETTERS.chars()
                .filter(c -> encoder.canEncode((char) c))
                .mapToObj(c -> String.valueOf((char) c).getBytes(charset))
                .toList();
        return !letters.isEmpty() && letters.stream().allMatch(CharsetName::isAscii);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}

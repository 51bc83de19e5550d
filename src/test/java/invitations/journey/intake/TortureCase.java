package invitations.journey.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A file that somebody might drop, with what is to become of it.
 *
 * @param name what it is about; its folder's name
 * @param file the file's name
 * @param bytes its content, one character a byte
 * @param settings those of its feed; empty for none
 * @param verdict of each drop that comes of it, in the order of their names: {@code REFUSED:<code>:<line>}, or for each row
 *     {@code <line>:<status>} and, unless it was invited, {@code :<codes>}; separated by {@code |}
 */
record TortureCase(String name, String file, String bytes, String settings, String verdict) {

    /** A text in UTF-8; {@code {a}}, {@code {b}}, … stand for addresses that no other case has. */
    static TortureCase of(String name, String text, String verdict) {
        return of(name, text, StandardCharsets.UTF_8, verdict);
    }

    static TortureCase of(String name, String text, Charset charset, String verdict) {
        return of(name, people(name, text).getBytes(charset), verdict);
    }

    static TortureCase of(String name, byte[] content, String verdict) {
        return new TortureCase(name, "people.csv", new String(content, StandardCharsets.ISO_8859_1), "", verdict);
    }

    byte[] content() {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    TortureCase in(String otherFile) {
        return new TortureCase(name, otherFile, bytes, settings, verdict);
    }

    TortureCase with(String otherSettings) {
        return new TortureCase(name, file, bytes, otherSettings, verdict);
    }

    /** The text with addresses of the case's own. */
    static String people(String name, String text) {
        StringBuilder people = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean isPlace = text.charAt(i) == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}';
            if (isPlace && Character.isLowerCase(text.charAt(i + 1))) {
                people.append(text.charAt(i + 1)).append('-').append(name).append("@example.org");
                i += 2;
            } else {
                people.append(text.charAt(i));
            }
        }
        return people.toString();
    }
}

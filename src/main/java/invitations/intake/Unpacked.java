package invitations.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Where files go that were packed in another. */
public interface Unpacked {

    /**
     * A new, empty file; the caller closes it.
     *
     * @param name a {@linkplain #harmless harmless} name
     */
    OutputStream create(String name) throws IOException;

    /** A place for what is in between, which is taken away at the end. */
    Path temporary() throws IOException;

    /** The name without anything that a shell, a file system or a report could stumble over; at most 120 characters. */
    static String harmless(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        name.codePoints()
                .limit(120)
                .forEach(c -> safe.appendCodePoint(Character.isLetterOrDigit(c) || "._ -".indexOf(c) >= 0 ? c : '_'));
        if (safe.length() == 0 || safe.charAt(0) == '.' || safe.charAt(0) == '-' || safe.charAt(0) == ' ') {
            safe.insert(0, '_');
        }
        return safe.toString();
    }
}

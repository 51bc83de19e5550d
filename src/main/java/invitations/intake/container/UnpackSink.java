package invitations.intake.container;

import invitations.invitation.Warning;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where files go that were packed in another. */
public interface UnpackSink {

    /**
     * A new, empty file; the caller closes it.
     *
     * @param name a {@linkplain #harmless harmless} name
     */
    OutputStream create(String name) throws IOException;

    /**
     * Takes something that the sender of the file which was created last may not have meant. Warnings of rows come in the order
     * of the lines that they have in that file; those of the file may come at any time.
     */
    void warn(Warning warning) throws IOException;

    /** A place for what is in between, which is taken away at the end. */
    Path temporary() throws IOException;

    /** The name without anything that a shell, a file system or a report could stumble over; at most 120 bytes of UTF-8. */
    static String harmless(String name) {
        return harmless(name, 120);
    }

    /**
     * The same, of at most so many bytes of UTF-8, at least 16: what is too long loses its middle, and keeps its ending.
     */
    static String harmless(String name, int most) {
        StringBuilder safe = new StringBuilder(name.length());
        name.codePoints()
                .forEach(c -> safe.appendCodePoint(Character.isLetterOrDigit(c) || "._ -".indexOf(c) >= 0 ? c : '_'));
        if (safe.length() == 0 || safe.charAt(0) == '.' || safe.charAt(0) == '-' || safe.charAt(0) == ' ') {
            safe.insert(0, '_');
        }
        String all = safe.toString();
        if (bytes(all) <= most) {
            return all;
        }
        int dot = all.lastIndexOf('.');
        String ending = dot > 0 && all.substring(dot).matches("\\.[A-Za-z0-9]{1,8}") ? all.substring(dot) : "";
        int end = 0;
        int room = most - ending.length();
        while (end < all.length() && room > 0) {
            int next = all.offsetByCodePoints(end, 1);
            room -= bytes(all.substring(end, next));
            end = room < 0 ? end : next;
        }
        return all.substring(0, end) + ending;
    }

    /**
     * {@return what the names of several files begin with that came in one: its own name without endings} With a name behind it, a
     * file still has no more than 200 bytes, as one that is dropped.
     */
    static String prefix(String container) {
        return harmless(container.replaceFirst("(\\.[A-Za-z0-9]{1,5})+$", ""), 79) + "-";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

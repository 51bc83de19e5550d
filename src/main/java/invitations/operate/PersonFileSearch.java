package invitations.operate;

import invitations.home.GuardedFiles;
import invitations.invitation.PersonMatcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * Looks for a person in files of any size, in pieces that overlap. They are read as UTF-8; what is not, as ISO-8859-1 and,
 * where its byte order mark says so, as UTF-16 as well. Guarded files are never opened. Safe for any number of threads.
 *
 * @param person who is looked for
 * @param guarded the files of the home that are not looked into
 */
record PersonFileSearch(PersonMatcher person, GuardedFiles guarded) {
    private static final int WINDOW = 1 << 16;
    /** What stands for bytes that are not of the charset. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Set<Integer> MARKS_OF_UTF_16 = Set.of(0xFEFF, 0xFFFE);

    /** {@return whether the file's name or its text names the person} */
    boolean finds(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || guarded.has(file)) {
            return false;
        }
        if (person.isInName(String.valueOf(file.getFileName()))) {
            return true;
        }
        try {
            Reading plain = read(file, StandardCharsets.UTF_8);
            return plain.isNamed()
                    || (plain.isOther()
                            && read(file, StandardCharsets.ISO_8859_1).isNamed())
                    || (plain.isOther()
                            && isMarkedAsUtf16(file)
                            && read(file, StandardCharsets.UTF_16).isNamed());
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    /** What one reading found: the person, or bytes that are not of the charset. */
    private record Reading(boolean isNamed, boolean isOther) {}

    /** Files of UTF-16 have a NUL beside each plain letter. */
    private Reading read(Path file, Charset charset) throws IOException {
        try (Reader reader = new InputStreamReader(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), charset)) {
            char[] piece = new char[WINDOW];
            String before = "";
            boolean isOther = false;
            for (int read = reader.read(piece); read >= 0; read = reader.read(piece)) {
                String text = before + new String(piece, 0, read).replace("\0", "");
                if (person.isIn(text)) {
                    return new Reading(true, isOther);
                }
                isOther |= text.indexOf(REPLACEMENT) >= 0;
                before = text.substring(Math.max(0, text.length() - PersonMatcher.LONGEST));
            }
            return new Reading(false, isOther);
        }
    }

    private static boolean isMarkedAsUtf16(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return MARKS_OF_UTF_16.contains((in.read() << 8) | in.read());
        }
    }
}

package invitations.feed;

import invitations.invitation.Code;
import invitations.invitation.InvitationKey;
import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Those who want no invitation: the first column of {@code <home>/suppress.csv} (UTF-8), an address or {@code @domain} a
 * line. Read afresh when the file has changed. A line that is neither ends all sending until it is mended: whoever it
 * means must not be invited. Safe for any number of threads.
 */
public final class Suppression {
    /** The file's name. */
    public static final String FILE = "suppress.csv";

    private final Path file;
    private Set<String> entries = Set.of();
    private @Nullable FileTime time;
    private long size = -1;

    /** @param home the folder that has the file, or has none */
    public Suppression(Path home) {
        file = home.resolve(FILE);
    }

    /**
     * Whether that person wants no invitation.
     *
     * @throws RefusedFile {@code INVALID_SUPPRESS_LIST} when the list cannot be read or understood; says which line
     */
    public boolean has(String email) {
        Set<String> all = current();
        if (all.isEmpty()) {
            return false;
        }
        String address = InvitationKey.canonicalEmail(email);
        return all.contains(address) || all.contains(address.substring(address.lastIndexOf('@')));
    }

    /** Whether nobody is on it; throws as {@link #has} does. */
    public boolean isEmpty() {
        return current().isEmpty();
    }

    /** How many entries it has; throws as {@link #has} does. */
    public long size() {
        return current().size();
    }

    private synchronized Set<String> current() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!now.lastModifiedTime().equals(time) || now.size() != size) {
                entries = read(Files.readString(file));
                time = now.lastModifiedTime();
                size = now.size();
            }
        } catch (NoSuchFileException nobody) {
            entries = Set.of();
            time = null;
            size = -1;
        } catch (CharacterCodingException e) {
            throw new RefusedFile(Code.INVALID_SUPPRESS_LIST, 0, FILE + ": expected UTF-8 text");
        } catch (IOException e) {
            throw new RefusedFile(
                    Code.INVALID_SUPPRESS_LIST, 0, FILE + ": cannot be read; nothing is sent until it can");
        }
        return entries;
    }

    private static Set<String> read(String text) {
        Set<String> read = new HashSet<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String entry = lines.get(i).split("[,;\t]", -1)[0].replaceAll("^[\\s\\uFEFF\"]+|[\\s\"]+$", "");
            boolean isHeader = i == 0 && entry.indexOf('@') < 0;
            if (!entry.isEmpty() && !isHeader && !entry.startsWith("#")) {
                read.add(entry(entry, i + 1));
            }
        }
        return read;
    }

    private static String entry(String entry, int line) {
        int at = entry.indexOf('@');
        if (at < 0 || at != entry.lastIndexOf('@') || at == entry.length() - 1 || entry.matches(".*\\s.*")) {
            throw new RefusedFile(
                    Code.INVALID_SUPPRESS_LIST,
                    0,
                    FILE + ", line " + line
                            + ": expected an address, or @ and a domain; nothing is sent until it is mended");
        }
        return InvitationKey.canonicalEmail(entry);
    }
}

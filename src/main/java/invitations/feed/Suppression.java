package invitations.feed;

import invitations.invitation.Code;
import invitations.invitation.ColumnName;
import invitations.invitation.InvitationKey;
import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Those who want no invitation: the first column of {@code <home>/suppress.csv} (UTF-8), an address or {@code @domain} a
 * line. Read afresh when the file has changed. A line that is neither ends all sending until it is mended: whoever it
 * means must not be invited. Safe for any number of threads.
 */
public final class Suppression {
    /** The file's name. */
    public static final String FILE = "suppress.csv";

    /** What its first column may be called. */
    private static final Set<String> HEADERS =
            Set.of("email", "mail", "address", "emailaddress", "mailaddress", "user");

    private final Path file;
    private Set<String> entries = Set.of();
    private long time;
    private long size;

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
        return isIn(current(), email);
    }

    /** Whether nobody is on it; throws as {@link #has} does. */
    public boolean isEmpty() {
        return current().isEmpty();
    }

    /** How many entries it has; throws as {@link #has} does. */
    public long size() {
        return current().size();
    }

    /** Who is on the list now, for those who ask often: it is not read again. Throws as {@link #has} does. */
    public Predicate<String> now() {
        Set<String> all = current();
        return email -> isIn(all, email);
    }

    private static boolean isIn(Set<String> all, String email) {
        if (all.isEmpty()) {
            return false;
        }
        String address = InvitationKey.canonicalEmail(email);
        return all.contains(address) || all.contains(address.substring(address.lastIndexOf('@')));
    }

    private synchronized Set<String> current() {
        // Asked in a way that costs next to nothing, since it is asked before each intent.
        long now = file.toFile().lastModified();
        long length = file.toFile().length();
        if (now != time || length != size) {
            entries = now == 0 ? Set.of() : read(text());
            time = now;
            size = length;
        }
        return entries;
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException goneSince) {
            return "";
        } catch (CharacterCodingException e) {
            throw new RefusedFile(Code.INVALID_SUPPRESS_LIST, 0, FILE + ": expected UTF-8 text");
        } catch (IOException e) {
            throw new RefusedFile(
                    Code.INVALID_SUPPRESS_LIST, 0, FILE + ": cannot be read; nothing is sent until it can");
        }
    }

    private static Set<String> read(String text) {
        Set<String> read = new HashSet<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String entry = lines.get(i).split("[,;\t]", -1)[0].replaceAll("^[\\s\\uFEFF\"]+|[\\s\"]+$", "");
            boolean isHeader = i == 0 && HEADERS.contains(ColumnName.withoutGaps(entry));
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

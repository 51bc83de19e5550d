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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Those who want no invitation: the first column of {@code <home>/suppress.csv} (UTF-8), an address or {@code @domain} a
 * line. Read afresh when the file has changed; whoever was on it counts for a few seconds more. A line that is neither
 * ends all sending until it is mended: whoever it means must not be invited. Safe for any number of threads.
 */
public final class Suppression {
    /** The file's name. */
    public static final String FILE = "suppress.csv";

    /** What its first column may be called. */
    private static final Set<String> HEADERS =
            Set.of("email", "mail", "address", "emailaddress", "mailaddress", "user");

    /** An address, or a domain with an @ before it; nothing around it, and no sign that stands for others. */
    private static final Pattern ENTRY =
            Pattern.compile("[^@\\s<>:*\"(),;]*@([\\p{L}\\p{M}\\p{N}-]+\\.)+[\\p{L}\\p{M}\\p{N}-]+");

    /** Who writes the file anew empties it first, and may be in the middle of it. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final int MOST_LOOKS = 100;

    /** How many wrong lines are named at once. */
    private static final int MOST_NAMED = 20;

    private final Path file;
    private final Duration rest;
    private Set<String> entries = Set.of();
    private Set<String> latest = Set.of();
    private long seenAt;
    private @Nullable FileState seen;

    /** @param home the folder that has the file, or has none */
    public Suppression(Path home) {
        this(home, REST);
    }

    /** @param rest for how long a changed file must have stayed as it is before those count no more who were on it */
    Suppression(Path home, Duration rest) {
        this.file = home.resolve(FILE);
        this.rest = rest;
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
        for (int n = 1; n < MOST_LOOKS; n++) {
            try {
                return look();
            } catch (NoSuchFileException replaced) {
                // Taken away between two looks at it: what is there at the next one counts.
            }
        }
        throw unreadable();
    }

    private Set<String> look() throws NoSuchFileException {
        FileState now = state();
        if (!now.equals(seen)) {
            latest = read(now.isThere() ? text() : "");
            entries = Stream.concat(entries.stream(), latest.stream()).collect(Collectors.toUnmodifiableSet());
            seen = now;
            seenAt = System.nanoTime();
        } else if (entries != latest && System.nanoTime() - seenAt >= rest.toNanos()) {
            entries = latest;
        }
        return entries;
    }

    private FileState state() {
        try {
            return FileState.of(file);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private String text() throws NoSuchFileException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (CharacterCodingException e) {
            throw new RefusedFile(Code.INVALID_SUPPRESS_LIST, 0, FILE + ": expected UTF-8 text");
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private static RefusedFile unreadable() {
        return new RefusedFile(Code.INVALID_SUPPRESS_LIST, 0, FILE + ": cannot be read; nothing is sent until it can");
    }

    private static Set<String> read(String text) {
        Set<String> read = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String entry = withoutQuotes(lines.get(i).split("[,;\t]", -1)[0]);
            boolean isHeader = i == 0 && HEADERS.contains(ColumnName.withoutGaps(entry));
            if (entry.isEmpty() || isHeader || entry.startsWith("#")) {
                continue;
            }
            if (ENTRY.matcher(entry).matches()) {
                read.add(InvitationKey.canonicalEmail(entry));
            } else {
                wrong.add(String.valueOf(i + 1));
            }
        }
        if (!wrong.isEmpty()) {
            throw new RefusedFile(Code.INVALID_SUPPRESS_LIST, 0, wrongLines(wrong));
        }
        return read;
    }

    /** Without blanks, quotes and a byte order mark around it; each character is looked at once. */
    private static String withoutQuotes(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && (isAround(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
            start++;
        }
        while (end > start && isAround(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isAround(char c) {
        return c == '"' || c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** What stands there is not shown: it may be half an address. */
    private static String wrongLines(List<String> wrong) {
        String lines = String.join(", ", wrong.subList(0, Math.min(wrong.size(), MOST_NAMED)));
        int more = wrong.size() - MOST_NAMED;
        return FILE + (wrong.size() == 1 ? ", line " : ", lines ") + lines + (more > 0 ? " and " + more + " more" : "")
                + ": expected an address, or @ and a domain; nothing is sent until it is mended";
    }
}

package invitations.feed;

import invitations.base.FileStamp;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InvitationKey;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Those who want no invitation: the first column of {@code <home>/suppress.csv} (UTF-8), an address or {@code @domain} a
 * line. Read again when the file has changed; those who were on it count for a few seconds more. A line that is neither, or a
 * list under a name that is nearly the right one, ends all sending until it is mended. Safe for any number of threads.
 */
public final class SuppressionList {
    /** The file's name. */
    public static final String FILE = "suppress.csv";

    /** Who writes the file anew empties it first, and may be in the middle of it. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final int MOST_LOOKS = 100;

    /** How many wrong lines are named at once. */
    private static final int MOST_NAMED = 20;

    private final Path file;
    private final MisnamedSuppressionLists others;
    private final Duration rest;
    private final LongSupplier ticker;
    private Set<String> entries = Set.of();
    private Set<String> latest = Set.of();
    private long seenAt;
    private @Nullable FileStamp seen;

    /**
     * @param home the folder that has the file, or has none
     * @param clock the time, as the file system has it
     * @param ticker nanoseconds, as {@link System#nanoTime()} has them
     */
    public SuppressionList(Path home, Clock clock, LongSupplier ticker) {
        this(home, REST, clock, ticker);
    }

    /** @param rest for how long a changed file must have stayed as it is before those count no more who were on it */
    SuppressionList(Path home, Duration rest, Clock clock, LongSupplier ticker) {
        this.ticker = ticker;
        this.file = home.resolve(FILE);
        this.others = new MisnamedSuppressionLists(home, clock, ticker);
        this.rest = rest;
    }

    /** The name of a file in the home that is probably meant for the list and is not read; empty when there is none. */
    public static Optional<String> misnamed(Path home, Clock clock, LongSupplier ticker) {
        return new MisnamedSuppressionLists(home, clock, ticker).name();
    }

    /**
     * {@return whether that person wants no invitation}
     *
     * @throws FileRefusedException {@code INVALID_SUPPRESS_LIST} when the list cannot be read or understood; says which line
     */
    public boolean has(String email) {
        return isIn(current(), email);
    }

    /** {@return whether nobody is on it; throws as {@link #has} does} */
    public boolean readEmpty() {
        return current().isEmpty();
    }

    /** {@return how many entries it has; throws as {@link #has} does} */
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
        others.refuse();
        FileStamp now = state();
        if (!now.equals(seen)) {
            latest = read(now.isThere() ? text() : "");
            entries = Stream.concat(entries.stream(), latest.stream()).collect(Collectors.toUnmodifiableSet());
            seen = now;
            seenAt = ticker.getAsLong();
        } else if (entries != latest && ticker.getAsLong() - seenAt >= rest.toNanos()) {
            entries = latest;
        }
        return entries;
    }

    private FileStamp state() {
        try {
            return FileStamp.of(file);
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
            throw new FileRefusedException(ReasonCode.INVALID_SUPPRESS_LIST, 0, FILE + ": expected UTF-8 text");
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private static FileRefusedException unreadable() {
        return new FileRefusedException(
                ReasonCode.INVALID_SUPPRESS_LIST, 0, FILE + ": cannot be read; nothing is sent until it can");
    }

    private static Set<String> read(String text) {
        SuppressionListReader list = SuppressionListReader.of(text);
        if (!list.wrong().isEmpty()) {
            throw new FileRefusedException(ReasonCode.INVALID_SUPPRESS_LIST, 0, wrongLines(list.wrong()));
        }
        return list.entries();
    }

    /** {@return what stands there is not shown: it may be half an address} */
    private static String wrongLines(List<Integer> wrong) {
        String lines = wrong.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        int more = wrong.size() - MOST_NAMED;
        return FILE + (wrong.size() == 1 ? ", line " : ", lines ") + lines + (more > 0 ? " and " + more + " more" : "")
                + ": expected an address, or @ and a domain; nothing is sent until it is mended";
    }
}

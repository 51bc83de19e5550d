package invitations.feed;

import invitations.base.Suggestions;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code feeds} of a home: which feeds there are, and what their files say. A feed is what has a file
 * {@code feeds/<name>.properties}, which may be empty; only {@code default} needs none. A file that was changed within the
 * last seconds counts when two readings in a row are the same. Safe for any number of threads.
 */
public final class FeedFolder {
    /** The feed of files that name no other. */
    public static final String DEFAULT = "default";
    /** What the name of a feed's file ends with. */
    public static final String ENDING = ".properties";

    /** A file that is older than that is not being written. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(100);
    private static final int MOST_READINGS = 50;
    private static final int MOST_NAMED = 10;

    private final Path folder;
    private final Clock clock;
    private final Pause pause;

    /** How a thread waits. */
    @FunctionalInterface
    interface Pause {
        void rest(Duration time) throws InterruptedException;
    }

    FeedFolder(Path home, Clock clock, Pause pause) {
        this.folder = home.resolve("feeds");
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * The folder of that home, which may be missing.
     *
     * @param clock the time, which tells whether a file has just been changed
     */
    public static FeedFolder of(Path home, Clock clock) {
        return new FeedFolder(home, clock, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** The names of all feeds, sorted; {@code default} is always among them. */
    public Collection<String> names() {
        TreeSet<String> names = new TreeSet<>(List.of(DEFAULT));
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    name = name.substring(0, name.length() - ENDING.length());
                    if (FeedReader.isName(name)) {
                        names.add(name);
                    }
                }
            } catch (IOException | DirectoryIteratorException unreadable) {
                // Then the files are not found one by one either, and nothing is sent.
                return names;
            }
        }
        return names;
    }

    /** {@return whether there is a feed of exactly that name, also where the file system does not tell cases apart} */
    public boolean has(String name) {
        return FeedReader.isName(name)
                && (name.equals(DEFAULT)
                        || (Files.exists(file(name), LinkOption.NOFOLLOW_LINKS) && names().contains(name)));
    }

    /** The feed that was probably meant: names are compared without case, blanks, accents and invisible signs. */
    public Optional<String> closest(String name) {
        String folded = folded(name);
        Collection<String> names = names();
        return names.stream()
                .filter(known -> folded(known).equals(folded))
                .findFirst()
                .or(() -> Suggestions.closest(folded, names));
    }

    /** That there is no such feed, which one was probably meant, and what to do: a sentence without its end. */
    public String unknown(String name) {
        Collection<String> names = names();
        String meant = closest(name)
                .map(known -> "did you mean " + known + "?")
                .orElseGet(() -> "there "
                        + (names.size() == 1 ? "is only " : "are ")
                        + String.join(", ", names.stream().limit(MOST_NAMED).toList())
                        + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "") + ".");
        return "there is no feed '" + name + "', since there is no file feeds/" + name + ENDING + "; " + meant
                + " A new feed needs that file first, which may be empty";
    }

    /**
     * Looks whether there is such a feed.
     *
     * @throws FileRefusedException {@code UNKNOWN_FEED} when there is none
     */
    public void demand(String name) {
        if (!has(name)) {
            // Looks twice: its file may be on its way to be replaced.
            text(name);
        }
    }

    /**
     * {@return what the file of the feed says now}
     *
     * @throws FileRefusedException {@code UNKNOWN_FEED} when there is no such feed; {@code INVALID_FEED} when its file cannot be
     *     read, or does not come to rest
     */
    String text(String name) {
        Reading reading = settled(name);
        if (reading.problem() != null) {
            throw new FileRefusedException(ReasonCode.INVALID_FEED, 0, "feeds/" + name + ENDING + reading.problem());
        }
        if (reading.text() == null && !name.equals(DEFAULT)) {
            throw new FileRefusedException(ReasonCode.UNKNOWN_FEED, 0, unknown(name));
        }
        return Objects.requireNonNullElse(reading.text(), "");
    }

    /** Reads until nobody is in the middle of writing: who replaces a file may empty it, or take it away, first. */
    private Reading settled(String name) {
        Reading last = read(name);
        if (last.isOld(clock.instant()) || (last.text() == null && last.problem() == null && name.equals(DEFAULT))) {
            return last;
        }
        for (int n = 1; n < MOST_READINGS; n++) {
            try {
                pause.rest(BETWEEN_READINGS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Reading.failed(": reading it was interrupted; drop the file again");
            }
            Reading next = read(name);
            if (next.isSame(last)) {
                return next;
            }
            last = next;
        }
        return Reading.failed(" changes all the time: expected a file that is replaced as a whole");
    }

    private Reading read(String name) {
        Path file = file(name);
        try {
            if (!name.equals(DEFAULT) && !has(name)) {
                return Reading.MISSING;
            }
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            // A pipe would be waited for without end.
            return found.isOther()
                    ? Reading.failed(" is no file: expected a file, which may be empty")
                    : new Reading(
                            Files.readString(file), found.lastModifiedTime().toInstant(), null);
        } catch (NoSuchFileException missing) {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? Reading.failed(" leads to a file that is not there")
                    : Reading.MISSING;
        } catch (CharacterCodingException e) {
            return Reading.failed(": expected UTF-8 text");
        } catch (IOException e) {
            return Reading.failed(" cannot be read: expected a file that this program's user may read");
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("[\\p{M}\\p{C}\\p{Z}\\s]", "")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * What one reading gave.
     *
     * @param text what stood there; null when there is no file, or it cannot be read
     * @param time when it was changed; null when that is not known
     * @param problem why it cannot be read, to be put behind its name; null when it can, or is missing
     */
    private record Reading(@Nullable String text, @Nullable Instant time, @Nullable String problem) {
        private static final Reading MISSING = new Reading(null, null, null);

        static Reading failed(String problem) {
            return new Reading(null, null, problem);
        }

        /** A time in the future says nothing. */
        boolean isOld(Instant now) {
            return time != null && time.plus(FRESH).isBefore(now);
        }

        boolean isSame(Reading other) {
            return Objects.equals(text, other.text) && Objects.equals(problem, other.problem);
        }
    }
}

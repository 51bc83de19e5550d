package invitations.feed;

import invitations.base.Suggestions;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files in the home that are probably meant for the list of those who want no invitation, under a name that is not read, such
 * as {@code Suppress.csv} or {@code suppress.csv.csv}. While one is there, nothing is sent. For one thread at a time.
 */
final class MisnamedSuppressionLists {
    /** What a name may end with beside the ending of the list: people write tables in these. */
    private static final Pattern ENDINGS =
            Pattern.compile("(\\.(csv|tsv|txt|text|tab|xls|xlsx|xlsm|ods|numbers|json|gz|zip))+$");

    /** What programs write behind the name of a copy. */
    private static final Pattern COPY = Pattern.compile(
            "([ _-]*(copy|kopie|copie|copia|final|new|neu|list|liste|lista)|[ _-]*\\(?[0-9]+\\)?|[ _.-]+)+$");

    private static final Set<String> WORDS = Set.of(
            "suppress",
            "suppressed",
            "suppression",
            "suppressions",
            "suppressionlist",
            "suppresslist",
            "suppressionfile",
            "donotinvite",
            "donotemail",
            "donotcontact");

    private static final int MOST_SLIPS = 2;

    /** Within it, a folder may change without another time. */
    private static final Duration UNCERTAIN = Duration.ofSeconds(2);

    /** How long a look at a folder that has just changed counts: while rows are sent, it changes all the time. */
    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();

    private final Path home;
    private final Clock clock;
    private final LongSupplier ticker;
    private @Nullable FileTime seen;
    private boolean wasAtRest;
    private long lookedAt;
    private @Nullable String misnamed;

    /**
     * @param clock the time, as the file system has it
     * @param ticker nanoseconds, as {@link System#nanoTime()} has them
     */
    MisnamedSuppressionLists(Path home, Clock clock, LongSupplier ticker) {
        this.home = home;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Refuses to go on.
     *
     * @throws FileRefusedException {@code INVALID_SUPPRESS_LIST} while there is such a file; names it
     */
    void refuse() {
        look();
        if (misnamed != null) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_SUPPRESS_LIST,
                    0,
                    "'" + misnamed + "' is not read, since only " + SuppressionList.FILE
                            + " is: give it this name and form"
                            + " (CSV in UTF-8), or move it out of the home; nothing is sent until then");
        }
    }

    /** The name of such a file. */
    Optional<String> name() {
        look();
        return Optional.ofNullable(misnamed);
    }

    private void look() {
        try {
            FileTime now = Files.getLastModifiedTime(home);
            boolean isSure = wasAtRest || ticker.getAsLong() - lookedAt < FRESH_NANOS;
            if (!now.equals(seen) || !isSure) {
                lookedAt = ticker.getAsLong();
                wasAtRest = now.toInstant().isBefore(clock.instant().minus(UNCERTAIN));
                seen = now;
                misnamed = find().orElse(null);
            }
        } catch (IOException e) {
            // Without a home there is no list in it; one that cannot be looked through says so elsewhere.
            seen = null;
            misnamed = null;
        }
    }

    private Optional<String> find() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            boolean isThere = Files.exists(home.resolve(SuppressionList.FILE));
            return files.filter(file -> isMeant(file.getFileName().toString(), isThere))
                    .filter(file -> !Files.isDirectory(file) && !isTheList(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .findFirst();
        }
    }

    /** {@return where case does not count in names of files, the list has several} */
    private boolean isTheList(Path file) {
        Path list = home.resolve(SuppressionList.FILE);
        try {
            return file.equals(list) || (Files.exists(list) && Files.isSameFile(file, list));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * {@return whether the name nearly is that of the list}
     *
     * @param isThere whether the list is there too: then one in another form may be what it was made of
     */
    static boolean isMeant(String fileName, boolean isThere) {
        String name = fileName.toLowerCase(Locale.ROOT).strip();
        boolean isCsv = name.endsWith(".csv") || !name.contains(".");
        String stem = ENDINGS.matcher(name).replaceFirst("");
        if (stem.startsWith(".") || stem.contains(".") || (isThere && !isCsv)) {
            return false;
        }
        String bare = COPY.matcher(stem).replaceFirst("").replaceAll("[ _-]", "");
        return WORDS.stream()
                .anyMatch(word -> bare.equals(word)
                        || stem.replaceAll("[ _-]", "").equals(word)
                        || (word.equals("suppress") && Suggestions.slips(bare, word) <= MOST_SLIPS));
    }
}

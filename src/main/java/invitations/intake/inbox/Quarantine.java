package invitations.intake.inbox;

import invitations.base.DisplayText;
import invitations.base.EmailMask;
import invitations.base.PrivateFolders;
import invitations.base.SecureFolder;
import invitations.feed.FeedFolder;
import invitations.home.HomeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code quarantine} of a home, for what must not be in its drop folder. Each thing gets a folder of its own
 * that only the owner can enter, a harmless name, and a notice beside it. Safe for any number of threads.
 */
public final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 80;

    private final Path home;
    private final Clock clock;

    public Quarantine(HomeFolder home) {
        this.home = home.root();
        this.clock = home.clock();
    }

    /**
     * Renames it into a folder of the quarantine: what is renamed is neither followed nor opened, nor are links on the way
     * to it.
     *
     * @param path something in the home
     * @throws IOException when it cannot be renamed; then it is where it was
     */
    public void put(Path path, QuarantineReason reason) throws IOException {
        Instant now = clock.instant();
        Path folder = home.resolve("quarantine")
                .resolve(TIME.format(now) + "-" + UUID.randomUUID().toString().substring(0, 8));
        PrivateFolders.create(folder);
        Path notice = Files.createFile(folder.resolve("notice.txt"), PrivateFolders.FILE);
        String where = DisplayText.printable(home.relativize(path).toString());
        Files.write(
                notice,
                List.of(
                        "What: " + reason.what(),
                        "Where: " + where,
                        "When: " + now.truncatedTo(ChronoUnit.SECONDS),
                        "Why: It was put aside, since " + reason.why() + ". Nothing of it was sent.",
                        "What to do: " + reason.toDo() + meant(path, reason) + " Then delete this folder."),
                StandardOpenOption.WRITE);
        try (SecureFolder from = SecureFolder.above(home, path);
                SecureFolder to = SecureFolder.above(home, notice)) {
            from.move(
                    path.getFileName(), to, Path.of(harmless(path.getFileName().toString())));
        } catch (IOException e) {
            Files.delete(notice);
            Files.delete(folder);
            throw e;
        }
        PrivateFolders.sync(folder);
        LOG.warn("{} was {}: it is in {} now, with a notice", EmailMask.mask(where), reason.what(), folder);
    }

    /** {@return which feed a folder was probably meant for} */
    private String meant(Path path, QuarantineReason reason) {
        return reason == QuarantineReason.NO_FEED || reason == QuarantineReason.STRANGE_NAME
                ? FeedFolder.of(home, clock)
                        .closest(path.getFileName().toString())
                        .map(feed -> " Was the feed " + feed + " meant?")
                        .orElse("")
                : "";
    }

    /** {@return the text for the log: what cannot be printed written out, and without addresses} */
    public static String logged(String text) {
        return EmailMask.mask(DisplayText.printable(text));
    }

    private static String harmless(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]", "_");
        return "it-" + safe.substring(0, Math.min(safe.length(), LONGEST_NAME));
    }
}

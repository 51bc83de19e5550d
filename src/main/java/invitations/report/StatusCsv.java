package invitations.report;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.base.AtomicFile;
import invitations.base.UtcTime;
import invitations.csv.CsvWriter;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.FollowUps;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes {@code status.csv}: how each person's invitation stands. It appears when it is whole. One thread at a time. */
public final class StatusCsv implements Closeable {
    /** Its name. */
    public static final String NAME = "status.csv";

    private static final List<String> COLUMNS =
            List.of("drop", "line", "target", "key", "email", "username", "status", "invited_at", "days", "joined_as");

    private final AtomicFile file;
    private final CsvWriter csv;
    private final Instant now;

    /**
     * @param folder where it is written, in place of an earlier one
     * @param now the time from which days are counted
     */
    public StatusCsv(Path folder, Instant now) throws IOException {
        AtomicFile.createFolder(folder);
        this.file = new AtomicFile(folder.resolve(NAME));
        this.csv = new CsvWriter(file.stream());
        this.now = now;
        COLUMNS.forEach(csv::shown);
        csv.endRecord();
    }

    /** Adds a person. */
    public void add(Drop drop, FollowUps.Person person, FollowUps.Seen seen) throws IOException {
        JsonNode item = person.parsedItem();
        Instant created = seen.created();
        csv.shown(drop.id());
        csv.quoted(person.line());
        csv.shown(person.target());
        csv.shown(person.targetKey());
        csv.shown(item.path("email").asText(""));
        csv.shown(item.path("username").asText(""));
        csv.shown(seen.status().toLowerCase(Locale.ROOT));
        csv.shown(created == null ? null : UtcTime.of(created));
        csv.shown(
                created == null
                        ? null
                        : String.valueOf(Duration.between(created, now).toDays()));
        csv.shown(seen.joinedAs());
        csv.endRecord();
    }

    /** Gives it its name. */
    public void publish() throws IOException {
        csv.flush();
        file.publish();
    }

    /** Takes away what processes that were killed left in the folder, if it is there. */
    public static void removeLeftovers(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFile.removeLeftovers(folder);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

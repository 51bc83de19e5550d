package invitations.crash;

import invitations.base.PrivateFolders;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger of a home as its files have it. To look, they are copied, so that the program finds them as a crash left them. */
public final class LedgerImage {
    private static final List<String> OPEN = List.of("PLANNED", "INTENT", "RETRYABLE", "UNCERTAIN");
    private static final List<String> FILES = List.of("ledger.db", "ledger.db-wal");

    /** Of files that were changed longer ago, another change shows in their times, whatever the file system's grain. */
    private static final Duration REST = Duration.ofMillis(200);

    /** What was read of files that had come to rest: who waits for a change asks a thousand times a second. */
    private static final Map<String, Seen> SEEN = new ConcurrentHashMap<>();

    private record Seen(List<Object> stamps, Map<String, Long> counts) {}

    private LedgerImage() {}

    /** {@return how many rows have which status; none when there is no ledger yet} */
    public static Map<String, Long> statuses(Path home) {
        return counts(home, "SELECT status, COUNT(*) FROM drop_rows GROUP BY status");
    }

    /** {@return how many drops are in which state} */
    public static Map<String, Long> states(Path home) {
        return counts(home, "SELECT state, COUNT(*) FROM drops GROUP BY state");
    }

    /** {@return how many rows have not ended} */
    static long openRows(Path home) {
        Map<String, Long> statuses = statuses(home);
        return OPEN.stream()
                .mapToLong(status -> statuses.getOrDefault(status, 0L))
                .sum();
    }

    /** Whom a person must decide about, in the words of {@link SandboxStage#invited()}. */
    static Set<String> heldBack(Path home) {
        return counts(
                        home,
                        "SELECT lower(json_extract(item, '$.email')) || ' ' || target_key, 1 FROM drop_rows"
                                + " WHERE item IS NOT NULL AND (status = 'NEEDS_REVIEW' OR code = 'CANNOT_ASK')")
                .keySet();
    }

    /** Who was sent again alone, since nobody was known whom a list could have shown; in the same words. */
    static Set<String> sentAlone(Path home) {
        return counts(
                        home,
                        "SELECT lower(json_extract(r.item, '$.email')) || ' ' || r.target_key, 1 FROM probes p"
                                + " JOIN drop_rows r ON r.id = p.row WHERE r.item IS NOT NULL")
                .keySet();
    }

    /** {@return where the file of a drop is while the drop is open, in the work folder} */
    static String work(Path home, String drop) {
        return counts(home, "SELECT work, 1 FROM drops WHERE id = '" + drop + "'")
                .keySet()
                .iterator()
                .next();
    }

    /** Changes the ledger of a program that is not running; how many rows each statement changed. */
    public static List<Integer> edit(Path home, String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            List<Integer> changed = new ArrayList<>();
            for (String sql : statements) {
                changed.add(statement.executeUpdate(sql));
            }
            return changed;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Long> counts(Path home, String sql) {
        Map<String, Long> counts = new TreeMap<>();
        if (!Files.exists(home.resolve("ledger.db"))) {
            return counts;
        }
        Instant now = Instant.now();
        List<Object> stamps = stamps(home);
        String question = home + " " + sql;
        Seen seen = SEEN.get(question);
        if (seen != null && seen.stamps().equals(stamps)) {
            return new TreeMap<>(seen.counts());
        }
        try {
            Path copy = Files.createTempDirectory("ledger-image-");
            try {
                for (String name : FILES) {
                    copy(home.resolve(name), copy.resolve(name));
                }
                read(copy, sql, counts);
            } finally {
                PrivateFolders.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isAtRest(stamps, now)) {
            SEEN.put(question, new Seen(stamps, new TreeMap<>(counts)));
        }
        return counts;
    }

    /** The size and the time of each file. */
    private static List<Object> stamps(Path home) {
        List<Object> stamps = new ArrayList<>();
        for (String name : FILES) {
            try {
                BasicFileAttributes file = Files.readAttributes(home.resolve(name), BasicFileAttributes.class);
                stamps.add(file.size());
                stamps.add(file.lastModifiedTime().toInstant());
            } catch (IOException gone) {
                stamps.add(gone.getClass());
            }
        }
        return stamps;
    }

    private static boolean isAtRest(List<Object> stamps, Instant now) {
        return stamps.stream().noneMatch(stamp -> stamp instanceof Instant time && !time.isBefore(now.minus(REST)));
    }

    /** The log vanishes when the program closes the ledger, be it in this very moment. */
    private static void copy(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(target);
        }
    }

    private static void read(Path copy, String sql, Map<String, Long> counts) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("ledger.db"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                counts.put(result.getString(1), result.getLong(2));
            }
        } catch (SQLException noTablesYet) {
            counts.clear();
        }
    }
}

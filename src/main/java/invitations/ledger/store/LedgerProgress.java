package invitations.ledger.store;

import invitations.base.PrivateFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a ledger has come: how often it was opened for work, and how many intents it has had. The file {@code
 * ledger.progress} says the same beside it, and is never ahead of the ledger that was at work here: a ledger that is behind
 * it was brought back, and does not know of everybody who was invited. The file is on the disk before the first intent of a
 * start, at the end, and in between at most {@link #MOST_BEHIND} and one intent behind. Used by the ledger's writer, and
 * before and after it has worked.
 */
public final class LedgerProgress {
    /** How long intents may be made before the file says so. */
    static final Duration MOST_BEHIND = Duration.ofMillis(250);

    /** What only a backup has: when it was made. */
    public static final String BACKUP = "backup";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerProgress.class);
    private static final String STARTS = "starts";
    private static final String INTENTS = "intents";
    private static final String LEDGER = "ledger";

    /** That the ledger has a file beside it. */
    private static final String KEPT = "progress";

    private static final String WHAT_TO_DO =
            " Put a backup in its place by: invitations restore FILE. Or, when the whole home was brought back or copied, and"
                    + " nothing else works with it, say so by: invitations restored. Then everybody is looked up at the API"
                    + " before they are invited.";

    private final Path file;
    private final String fingerprint;
    private final LongSupplier ticker;
    private final long starts;
    private long intents;
    private long written;
    private long writtenAt;

    /** How far a ledger is. */
    public record Point(long starts, long intents) {
        boolean isBehind(Point other) {
            return starts < other.starts || intents < other.intents;
        }

        /** Not behind any of the two. */
        Point with(Point other) {
            return new Point(Math.max(starts, other.starts), Math.max(intents, other.intents));
        }
    }

    /** What the file says: how far which ledger is. */
    public record Kept(Point point, String ledger) {}

    private LedgerProgress(Path file, String fingerprint, Point point, LongSupplier ticker) {
        this.file = file;
        this.fingerprint = fingerprint;
        this.ticker = ticker;
        this.starts = point.starts();
        this.intents = point.intents();
    }

    /**
     * Begins a start.
     *
     * @param fingerprint that of the ledger's key
     * @param clock the time, which tells what a crash left
     * @param ticker nanoseconds, as {@link System#nanoTime()} counts them
     * @throws LedgerRefusedException when the ledger is older than the file, or the file is another ledger's, or is missing
     */
    public static LedgerProgress begin(
            Database database, LedgerFiles files, String fingerprint, Clock clock, LongSupplier ticker) {
        database.read(statements -> problem(statements, files, fingerprint)).ifPresent(problem -> {
            throw new LedgerRefusedException(problem);
        });
        Point point = database.write(statements -> next(statements, new Point(0, 0)));
        LedgerProgress progress = new LedgerProgress(files.progress(), fingerprint, point, ticker);
        try {
            PrivateFile.sweep(PrivateFile.folder(files.progress()), clock.instant());
            progress.write();
            PrivateFile.sync(PrivateFile.folder(files.progress()));
        } catch (IOException e) {
            throw new LedgerRefusedException(
                    files.progress() + " cannot be written (" + e + "). Nothing is sent without it.", e);
        }
        database.write(
                statements -> MetaTable.find(statements, KEPT).isPresent() ? 0 : MetaTable.set(statements, KEPT, "1"));
        return progress;
    }

    /** {@return why the ledger must not be worked with, a sentence with what to do; empty when it may} */
    public static Optional<String> problem(Statements statements, LedgerFiles files, String fingerprint)
            throws SQLException {
        if (MetaTable.find(statements, BACKUP).isPresent()) {
            return Optional.of(
                    "The ledger " + files.database() + " is a backup, and does not know who was invited since it"
                            + " was made. Move it out of the home, and put it in place by: invitations restore FILE.");
        }
        Optional<Kept> kept = read(files);
        if (kept.isEmpty()) {
            return MetaTable.find(statements, KEPT).isEmpty()
                    ? Optional.empty()
                    : Optional.of("The ledger " + files.database() + " was brought here without " + files.progress()
                            + ": whether people were invited since it was saved is not known." + WHAT_TO_DO);
        }
        if (!kept.get().ledger().equals(fingerprint)) {
            return Optional.of("The ledger " + files.database() + " is not the one that was at work here ("
                    + files.progress() + " has the fingerprint " + kept.get().ledger() + ", its key " + fingerprint
                    + "). Bring the right one back, or take another home for this one.");
        }
        return of(statements).isBehind(kept.get().point())
                ? Optional.of(
                        "The ledger " + files.database() + " is older than the one that was at work here last: it was"
                                + " brought back, and does not know who was invited since." + WHAT_TO_DO)
                : Optional.empty();
    }

    /** {@return what the file says; empty where there is none} */
    public static Optional<Kept> read(LedgerFiles files) {
        if (!Files.exists(files.progress())) {
            return Optional.empty();
        }
        try {
            Properties content = new Properties();
            content.load(new StringReader(Files.readString(files.progress())));
            return Optional.of(new Kept(
                    new Point(number(content, STARTS), number(content, INTENTS)), content.getProperty(LEDGER, "")));
        } catch (IOException | IllegalArgumentException e) {
            throw new LedgerRefusedException(
                    files.progress() + " cannot be read (" + e.getMessage()
                            + "): whether the ledger is older than this home is not known." + WHAT_TO_DO,
                    e);
        }
    }

    /** {@return how far the ledger is} */
    static Point of(Statements statements) throws SQLException {
        return new Point(number(statements, STARTS), number(statements, INTENTS));
    }

    /** Counts a start of the ledger, which from now on is not behind that point either. */
    public static Point next(Statements statements, Point atLeast) throws SQLException {
        Point point = of(statements).with(atLeast);
        Point next = new Point(point.starts() + 1, point.intents());
        MetaTable.set(statements, STARTS, String.valueOf(next.starts()));
        MetaTable.set(statements, INTENTS, String.valueOf(next.intents()));
        return next;
    }

    /** Writes the file for a ledger that is not at work. */
    public static void write(LedgerFiles files, String fingerprint, Point point) throws IOException {
        new LedgerProgress(files.progress(), fingerprint, point, () -> 0).write();
        PrivateFile.sync(PrivateFile.folder(files.progress()));
    }

    /** Counts intents, in the transaction that makes them. */
    public void intended(Statements statements, int rows) throws SQLException {
        if (rows > 0) {
            intents += rows;
            MetaTable.set(statements, INTENTS, String.valueOf(intents));
        }
    }

    /** Lets the file follow, when it is time; the intents are durable. */
    public void committed() {
        if (intents > written && ticker.getAsLong() - writtenAt >= MOST_BEHIND.toNanos()) {
            follow();
        }
    }

    /** Lets the file follow for the last time. Where it cannot, it is behind the ledger, which harms nothing. */
    public void end() {
        try {
            if (intents > written) {
                write();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    private void follow() {
        try {
            write();
        } catch (IOException e) {
            throw new LedgerException(file + " cannot be written: " + e, e);
        }
    }

    private void write() throws IOException {
        String content =
                STARTS + "=" + starts + "\n" + INTENTS + "=" + intents + "\n" + LEDGER + "=" + fingerprint + "\n";
        PrivateFile.replace(file, content.getBytes(StandardCharsets.UTF_8));
        written = intents;
        writtenAt = ticker.getAsLong();
    }

    private static long number(Properties content, String name) {
        return Long.parseLong(content.getProperty(name, "without " + name));
    }

    private static long number(Statements statements, String name) throws SQLException {
        return MetaTable.find(statements, name).map(Long::valueOf).orElse(0L);
    }
}

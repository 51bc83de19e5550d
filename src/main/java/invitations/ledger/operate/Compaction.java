package invitations.ledger.operate;

import invitations.ledger.store.Database;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the pages back that erased rows needed, so that the file gets smaller. All is done by the ledger's writer in
 * small transactions between other writes; a crash leaves a whole ledger, and the next time goes on. A method throws
 * {@link LedgerException} when the ledger cannot be read or written. Safe for any number of threads.
 */
public final class Compaction {
    /** How many pages one transaction gives back: with 4 kB a page, 2 MB. */
    private static final int PAGES_AT_ONCE = 500;

    private static final int INCREMENTAL = 2;

    private final Database database;
    private final LongSupplier freeDisk;

    /** @param freeDisk how many bytes the disk of the ledger has left */
    Compaction(Database database, LongSupplier freeDisk) {
        this.database = database;
        this.freeDisk = freeDisk;
    }

    /**
     * What came of it.
     *
     * @param before how many bytes the ledger had
     * @param after how many it has now
     * @param problem why pages could not be given back, as a sentence; null when they could
     */
    public record Result(long before, long after, @Nullable String problem) {}

    /**
     * Writes the rows of a drop anew, without the room that they do not need any more, in the transaction that erased
     * them. The pages that are left over can be given back then.
     */
    static void repack(Statements statements, RowRange rows) throws SQLException {
        statements.update("CREATE TEMP TABLE IF NOT EXISTS repacked AS SELECT * FROM drop_rows WHERE id IS NULL"
                + FullScanGuard.WANTED);
        statements.update("DELETE FROM repacked" + FullScanGuard.WANTED);
        statements.update("INSERT INTO repacked SELECT * FROM drop_rows WHERE id IN {rows} ORDER BY id", rows);
        statements.update("DELETE FROM drop_rows WHERE id IN {rows}", rows);
        statements.update("INSERT INTO drop_rows SELECT * FROM repacked" + FullScanGuard.WANTED + "ORDER BY id");
        statements.update("DELETE FROM repacked" + FullScanGuard.WANTED);
    }

    /**
     * Gives all pages back that nothing is in.
     *
     * @param isWorthIt whether so much was erased that a ledger may be written anew for it
     */
    Result run(boolean isWorthIt) {
        long before = bytes();
        boolean isReady = isIncremental();
        String problem = isReady || !isWorthIt ? null : rewrite("it was made by an earlier version");
        if (problem == null && isReady) {
            // Each transaction by itself: what else is to be written comes in between.
            OptionalLong left = giveBack(Long.MAX_VALUE);
            while (left.isPresent()) {
                left = giveBack(left.getAsLong());
            }
        }
        return new Result(before, bytes(), problem);
    }

    /** Gives some back; answers how many free pages are left, empty when there are none, or no fewer than before. */
    private OptionalLong giveBack(long before) {
        long left = database.write(statements -> {
            if (pragma(statements, "freelist_count") > 0) {
                statements.script("PRAGMA incremental_vacuum(" + PAGES_AT_ONCE + ")");
            }
            return pragma(statements, "freelist_count");
        });
        return left > 0 && left < before ? OptionalLong.of(left) : OptionalLong.empty();
    }

    /**
     * Writes the whole ledger anew: one of a version that did not give pages back, or one from which a person was erased.
     * SQLite overwrites what is deleted, but not the copies that it leaves in the unused part of a page when it moves rows
     * to another one. Nothing else is written meanwhile.
     *
     * @param why why it has to be, as the beginning of a sentence
     * @return why it cannot be; null when it was done
     */
    @Nullable
    String rewrite(String why) {
        long needed = 3 * bytes();
        if (freeDisk.getAsLong() < needed) {
            return why + " and has to be written anew once, which takes " + needed
                    + " bytes of free disk, and the disk has fewer";
        }
        String failure = database.alone(statements -> {
            try {
                statements.script("PRAGMA auto_vacuum = INCREMENTAL");
                statements.script("VACUUM");
                return "";
            } catch (SQLException e) {
                return "it could not be written anew: " + e.getMessage();
            }
        });
        return failure.isEmpty() ? null : failure;
    }

    private boolean isIncremental() {
        return database.read(statements -> pragma(statements, "auto_vacuum")) == INCREMENTAL;
    }

    private long bytes() {
        return database.read(statements -> pragma(statements, "page_count") * pragma(statements, "page_size"));
    }

    private static long pragma(Statements statements, String name) throws SQLException {
        return statements.number("PRAGMA " + name);
    }
}

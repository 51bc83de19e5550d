package invitations.ledger.plan;

import invitations.invitation.DropState;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanFigures.PastDrop;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a feed did before a drop, as its ledger knows it. For one transaction. */
final class FeedHistory {
    /** Eight weeks: each day of the week stands there eight times. */
    private static final Duration REMEMBERED = Duration.ofDays(56);
    /** Of a feed that gets files by the minute, the newest are enough. */
    private static final int MOST = 5_000;

    private static final String COMPARED =
            " FROM drops WHERE feed = ? AND state = 'REPORTED' AND id <> ? AND sending_at IS NOT NULL AND code IS NULL"
                    + " AND superseded_by IS NULL AND is_correction = 0 AND received_at >= ?";
    private static final String NEWEST_FIRST = " ORDER BY number DESC LIMIT ?";
    /** Those that an earlier version planned have nothing to say of people and domains. */
    private static final String WITH_FIGURES = " AND invitations IS NOT NULL";
    /** Nothing can be compared with a file that had nobody in it. */
    private static final String WITH_ROWS = " AND row_count > 0";
    /** Rosters are compared with rosters. */
    private static final String ROSTERS = WITH_ROWS + " AND is_roster = 1";

    private final Statements statements;
    private final Drop drop;
    private final boolean isRoster;
    private final @Nullable String remaster;

    /**
     * @param statements of the ledger that knows the feed: perhaps another one than that of the drop
     * @param isRoster whether the drop is the whole list, so that rosters alone count that are not empty
     * @param remaster who asked to ignore the history; null for nobody
     */
    FeedHistory(Statements statements, Drop drop, boolean isRoster, @Nullable String remaster) {
        this.statements = statements;
        this.drop = drop;
        this.isRoster = isRoster;
        this.remaster = remaster;
    }

    /** {@return of the ledger that knows the feed} */
    Statements statements() {
        return statements;
    }

    /** {@return whether the drop is the whole list} */
    boolean isRoster() {
        return isRoster;
    }

    /** {@return who asked to ignore the history; null for nobody} */
    @Nullable
    String remaster() {
        return remaster;
    }

    /** {@return the last drop whose rows count and that had any, however old; as a list of one or none} */
    List<PastDrop> last() throws SQLException {
        return drops(WITH_ROWS, Instant.EPOCH, 1);
    }

    /** {@return the drops of the last eight weeks, the newest first} */
    List<PastDrop> lately(Instant now) throws SQLException {
        return drops(WITH_FIGURES, now.minus(REMEMBERED), MOST);
    }

    private List<PastDrop> drops(String which, Instant since, int most) throws SQLException {
        List<PastDrop> drops = new ArrayList<>();
        if (remaster != null) {
            return drops;
        }
        statements.query(
                result -> drops.add(new PastDrop(
                        result.getString(1),
                        result.getLong(2),
                        result.getLong(3),
                        result.getLong(4),
                        Instant.ofEpochMilli(result.getLong(5)))),
                "SELECT id, row_count, COALESCE(invitations, 0), COALESCE(new_domains, 0), received_at" + COMPARED
                        + which + (isRoster ? ROSTERS : "") + NEWEST_FIRST,
                drop.feed(),
                drop.id(),
                since.toEpochMilli(),
                most);
        return drops;
    }

    /** {@return how many people the feed has invited since then, and is about to invite in other drops} */
    long invitedSince(Instant since) throws SQLException {
        Map<Long, Boolean> drops = new LinkedHashMap<>();
        statements.query(
                result -> drops.put(result.getLong(1), result.getString(2).equals(DropState.SENDING.name())),
                "SELECT number, state FROM drops WHERE feed = ?"
                        + " AND (state IN ('RECEIVED', 'HELD', 'SENDING') OR finished_at >= ?)",
                drop.feed(),
                since.toEpochMilli());
        long invited = 0;
        for (Map.Entry<Long, Boolean> each : drops.entrySet()) {
            RowRange rows = RowRange.of(each.getKey());
            invited += statements.number(
                    "SELECT COUNT(*) FROM drop_rows WHERE id IN {rows} AND intended_at >= ? AND "
                            + StatusSql.in(RowStatus.MAY_HAVE_INVITED),
                    rows,
                    since.toEpochMilli());
            if (each.getValue() && each.getKey() != drop.number()) {
                invited += statements.number(
                        "SELECT COUNT(*) FROM drop_rows WHERE id IN {rows} AND " + StatusSql.in(RowStatus.UNSENT),
                        rows);
            }
        }
        return invited;
    }

    /** {@return whether the feed had any domain before} */
    boolean hasDomains() throws SQLException {
        return statements.isAny("SELECT 1 FROM feed_domains WHERE feed = ? LIMIT 1", drop.feed());
    }

    /** {@return whether the feed had the domain before} */
    boolean hasDomain(String domain) throws SQLException {
        return statements.isAny("SELECT 1 FROM feed_domains WHERE feed = ? AND domain = ?", drop.feed(), domain);
    }
}

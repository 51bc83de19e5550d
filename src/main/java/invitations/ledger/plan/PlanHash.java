package invitations.ledger.plan;

import invitations.base.Sha256;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.drop.ShortHash;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an approval is for: the file, the rows that would be sent, the settings, and what the drop is held for. Immutable.
 *
 * @param text the hash itself
 * @param parts the round, and a hash of the settings, of the guards and of the rows, separated by blanks
 */
record PlanHash(String text, String parts) {
    /** What has changed where a part is another one, in the order of the parts. */
    private static final List<String> CHANGES = List.of(
            "it was approved when the time for that had ended",
            "settings of its feed have changed since it was approved",
            "it is held for other reasons than those that were approved",
            "what would be sent has changed since it was approved");

    static PlanHash of(Statements statements, Drop drop, String settings, long round, List<HoldReason> reasons)
            throws SQLException {
        MessageDigest rows = Sha256.digest();
        statements.query(
                result -> {
                    ShortHash.add(
                            rows, result.getString(1), result.getString(2), result.getString(3), result.getString(4));
                    ShortHash.add(rows, result.getString(5), result.getString(6), result.getString(7));
                },
                "SELECT id, target, operation, tenant, target_key, item, COALESCE(pool, '') FROM drop_rows WHERE "
                        + FigureQuery.TO_BE_SENT + " ORDER BY id",
                RowRange.ofFile(drop.number()));
        String parts = String.join(
                " ",
                String.valueOf(round),
                ShortHash.of(settings),
                ShortHash.of(reasons.stream().map(HoldReason::guard).toArray(String[]::new)),
                ShortHash.of(rows));
        return new PlanHash(ShortHash.of(drop.content(), drop.feed(), parts), parts);
    }

    /** {@return in words, what is not as it was when the parts were written down; empty where all is} */
    String changes(@Nullable String before) {
        List<String> changes = new ArrayList<>();
        if (before != null) {
            String[] old = before.split(" ", -1);
            String[] now = parts.split(" ", -1);
            for (int part = 0; part < CHANGES.size() && part < old.length; part++) {
                if (!old[part].equals(now[part])) {
                    changes.add(CHANGES.get(part));
                }
            }
        }
        return String.join("; ", changes);
    }
}

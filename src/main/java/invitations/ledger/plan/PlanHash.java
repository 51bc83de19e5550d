package invitations.ledger.plan;

import invitations.base.Sha256;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** What an approval is for: the file, the rows that would be sent, the settings, and what the drop is held for. */
final class PlanHash {
    /** Enough to tell plans apart, short enough to be typed. */
    private static final int CHARACTERS = 12;

    private PlanHash() {}

    static String of(Statements statements, Drop drop, String settings, long round, List<HoldReason> reasons)
            throws SQLException {
        MessageDigest digest = Sha256.digest();
        add(digest, drop.content(), drop.feed(), settings, String.valueOf(round));
        reasons.forEach(reason -> add(digest, reason.guard()));
        statements.query(
                result -> {
                    add(digest, result.getString(1), result.getString(2), result.getString(3), result.getString(4));
                    add(digest, result.getString(5), result.getString(6), result.getString(7));
                },
                "SELECT id, target, operation, tenant, target_key, item, COALESCE(pool, '') FROM drop_rows WHERE "
                        + FigureQuery.TO_BE_SENT + " ORDER BY id",
                RowRange.ofFile(drop.number()));
        return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
    }

    private static void add(MessageDigest digest, String... texts) {
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }
}

package invitations.ledger.plan;

import invitations.base.Sha256;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an approval is for: the file, the rows that would be sent, the settings, and what the drop is held for. Immutable.
 *
 * @param text the hash itself
 * @param parts the round, and a hash of the settings, of the guards and of the rows, separated by blanks
 */
record PlanHash(String text, String parts) {
    /** Enough to tell plans apart, short enough to be typed. */
    private static final int CHARACTERS = 12;

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
                    add(rows, result.getString(1), result.getString(2), result.getString(3), result.getString(4));
                    add(rows, result.getString(5), result.getString(6), result.getString(7));
                },
                "SELECT id, target, operation, tenant, target_key, item, COALESCE(pool, '') FROM drop_rows WHERE "
                        + FigureQuery.TO_BE_SENT + " ORDER BY id",
                RowRange.ofFile(drop.number()));
        String parts = String.join(
                " ",
                String.valueOf(round),
                hash(settings),
                hash(reasons.stream().map(HoldReason::guard).toArray(String[]::new)),
                text(rows));
        return new PlanHash(hash(drop.content(), drop.feed(), parts), parts);
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

    private static String hash(String... texts) {
        MessageDigest digest = Sha256.digest();
        add(digest, texts);
        return text(digest);
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
    }

    private static void add(MessageDigest digest, String... texts) {
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }
}

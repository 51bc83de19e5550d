package invitations.ledger.drop;

import invitations.invitation.WarningCode;
import invitations.invitation.WarningCounts;
import invitations.ledger.store.Statements;
import java.sql.SQLException;

/**
 * What the ledger knows of sheets of workbooks that were left out: a mark that tells them from others. A drop that was warned of
 * such sheets stays so, also when the sheet that was read comes again alone.
 */
public final class LeftOutSheets {
    private LeftOutSheets() {}

    /** {@return whether a reading of that content in that feed was warned of the sheets} */
    static boolean areKnown(Statements statements, Drop drop, String mark) throws SQLException {
        return statements.isAny(
                "SELECT 1 FROM drops WHERE feed = ? AND content = ? AND left_out = ?",
                drop.feed(),
                drop.content(),
                mark);
    }

    /** Takes note of the sheets that a planned drop leaves out. */
    public static void note(Statements statements, long drop, String mark) throws SQLException {
        statements.update("UPDATE drops SET left_out = ? WHERE number = ?", mark, drop);
    }

    /** Adds what an earlier planning of the drop was warned of to what this one is. */
    public static void keepWarning(Statements statements, long drop, WarningCounts warnings) throws SQLException {
        if (statements.isAny("SELECT 1 FROM drops WHERE number = ? AND left_out IS NOT NULL", drop)) {
            warnings.addAll(DropWarnings.of(statements, drop).stream()
                    .filter(warning -> warning.code() == WarningCode.SHEET_CHOSEN)
                    .toList());
        }
    }
}

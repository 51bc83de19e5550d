package invitations.ledger.backup;

import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerCopy;
import invitations.ledger.store.LedgerFiles;
import invitations.ledger.store.LedgerProgress;
import invitations.ledger.store.LedgerRefusedException;
import invitations.ledger.store.LedgerSecret;
import invitations.ledger.store.LostLedgerCheck;
import invitations.ledger.store.Statements;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the file of a ledger is whole, and not older than its home. Looks at it only, also while another process works
 * with it.
 */
public final class LedgerHealth {
    private LedgerHealth() {}

    /**
     * Refuses a home whose ledger was lost; a home in which nothing was done yet is none.
     *
     * @throws LedgerRefusedException when there are reports, or what else a ledger leaves, and no ledger
     */
    public static void refuseLost(Path home) {
        LedgerFiles files = LedgerFiles.of(home);
        if (!files.isThere()) {
            LostLedgerCheck.refuse(files);
        }
    }

    /**
     * {@return what is wrong with the ledger of a home, a sentence each: what the database's own check of all tables and indexes
     * finds, and that the ledger was brought back without a word} Empty when nothing is, or when there is no ledger.
     *
     * @throws LedgerRefusedException when the ledger was lost, or its key is missing
     */
    public static List<String> problems(Path home) {
        LedgerFiles files = LedgerFiles.of(home);
        if (!files.isThere()) {
            return List.of();
        }
        String fingerprint = LedgerSecret.fingerprint(files.secret());
        List<String> problems = new ArrayList<>();
        try (Connection connection = Database.connect(files.database())) {
            LedgerCopy.damage(connection)
                    .forEach(finding -> problems.add("the ledger " + files.database() + " is damaged: " + finding));
            if (problems.isEmpty()) {
                older(connection, files, fingerprint).ifPresent(problems::add);
            }
        } catch (SQLException e) {
            problems.add("the ledger " + files.database() + " is damaged: " + e.getMessage());
        }
        return problems;
    }

    /**
     * {@return why no start works with the ledger of a home as it is: it was brought back} Empty when it was not, or when there is no
     * ledger.
     *
     * @throws LedgerRefusedException when the ledger was lost, or cannot be read, or its key is missing
     */
    public static Optional<String> older(Path home) {
        LedgerFiles files = LedgerFiles.of(home);
        if (!files.isThere()) {
            return Optional.empty();
        }
        String fingerprint = LedgerSecret.fingerprint(files.secret());
        try (Connection connection = Database.connect(files.database())) {
            return older(connection, files, fingerprint);
        } catch (SQLException e) {
            throw new LedgerRefusedException(
                    "The ledger " + files.database() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> older(Connection connection, LedgerFiles files, String fingerprint)
            throws SQLException {
        if (files.database().toFile().length() == 0) {
            // Without tables; what that means is for those who open it to say.
            return Optional.empty();
        }
        try (Statements statements = new Statements(connection)) {
            return LedgerProgress.problem(statements, files, fingerprint);
        }
    }
}

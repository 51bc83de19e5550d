package invitations.ledger.backup;

import invitations.base.PrivateFile;
import invitations.ledger.store.LedgerFiles;
import invitations.ledger.store.LedgerRefusedException;
import invitations.ledger.store.LedgerSecret;
import invitations.ledger.store.MetaTable;
import invitations.ledger.store.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The key of a ledger that is brought back.
 *
 * @param files those of the home
 */
record RestoredKey(LedgerFiles files) {
    /** The one in the backup, or beside it, or in the home; the home must not have another. */
    byte[] of(Statements statements, Path file) throws SQLException {
        String wanted = MetaTable.get(statements, "key");
        Optional<byte[]> own = Files.isRegularFile(files.key()) ? readable(files.key()) : Optional.empty();
        if (own.isPresent() && !LedgerSecret.fingerprint(own.get()).equals(wanted)) {
            throw new LedgerRefusedException(
                    file + " is of another ledger: it was made with the key " + wanted + ", and " + files.key() + " is "
                            + LedgerSecret.fingerprint(own.get()) + ". Take another home for it.");
        }
        Path beside = file.resolveSibling(files.key().getFileName());
        return LedgerBackup.secret(statements)
                .or(() -> own)
                .or(() -> Files.isRegularFile(beside) ? readable(beside) : Optional.empty())
                .orElseThrow(() ->
                        new LedgerRefusedException(file + " has no key in it: put the ledger.key that was saved with it"
                                + " beside it, or into the home, and say the same again."));
    }

    private static Optional<byte[]> readable(Path key) {
        try {
            return Optional.of(LedgerSecret.read(key));
        } catch (LedgerRefusedException unusable) {
            return Optional.empty();
        }
    }

    /** Before the ledger: a key without a ledger is refused, and a ledger without a key as well. */
    void place(byte[] secret) throws IOException {
        Files.deleteIfExists(files.draftOfKey());
        if (!Files.isRegularFile(files.key()) || readable(files.key()).isEmpty()) {
            PrivateFile.replace(files.key(), secret);
            PrivateFile.sync(PrivateFile.folder(files.key()));
        }
    }
}

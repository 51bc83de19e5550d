package invitations.ledger.store;

import invitations.base.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The two files of a ledger, {@code ledger.db} and {@code ledger.key}, which only their owner can read. The key gets its
 * name when the ledger is made for good: a key without a ledger, like a ledger without a key, means that one of them was
 * lost, and a new one in its place would invite everybody again. A ledger for the length of a check has no key of its own.
 */
public record LedgerFiles(Path database, Path key, Path draftOfKey, Path lender) {
    public static LedgerFiles of(Path home) {
        return new LedgerFiles(
                home.resolve("ledger.db"),
                home.resolve("ledger.key"),
                home.resolve("ledger.key.part"),
                home.resolve("ledger.key.at"));
    }

    /** {@return where it is written how far the ledger has come, see {@link LedgerProgress}} */
    public Path progress() {
        return database.resolveSibling("ledger.progress");
    }

    /** {@return whether a ledger was ever made here, even if a part of it was lost since} */
    public boolean isThere() {
        return isMade() || (Files.exists(database) && !Files.exists(draftOfKey));
    }

    /** {@return whether the first start came to its end} */
    public boolean isMade() {
        return Files.exists(key);
    }

    /** {@return whether the key is that of another home, for the length of a check: the file {@code lender} says where it is} */
    private boolean isLent() {
        return Files.exists(lender);
    }

    /** The secret of the ledger; at the first start a new one, and an empty file for the ledger. */
    public byte[] secret() {
        if (isLent()) {
            return LedgerSecret.read(lentKey());
        }
        if (isThere()) {
            if (!Files.isRegularFile(database)) {
                throw new LedgerRefusedException(
                        database + " is not there, but its key is: it was lost, and with it who was"
                                + " invited. Bring it back from your backup: invitations restore FILE. Only if nobody was ever"
                                + " invited from here, remove " + key + " and " + progress() + " to start anew.");
            }
            return LedgerSecret.read(key);
        }
        if (Files.exists(database)) {
            return LedgerSecret.read(draftOfKey);
        }
        LostLedgerCheck.refuse(this);
        byte[] secret = LedgerSecret.create(draftOfKey);
        try {
            PrivateFile.create(database);
            sync();
        } catch (IOException e) {
            throw new LedgerRefusedException(database + " cannot be made: " + e, e);
        }
        return secret;
    }

    /** Lets a ledger that is still to be made use this one's secret: it is told where the key is, and gets no copy. */
    public void lendSecretTo(LedgerFiles other) {
        try {
            Files.writeString(other.lender, key.toAbsolutePath().toString());
            PrivateFile.create(other.database);
        } catch (IOException e) {
            throw new LedgerRefusedException(other.lender + " cannot be written: " + e, e);
        }
    }

    private Path lentKey() {
        try {
            return Path.of(Files.readString(lender));
        } catch (IOException e) {
            throw new LedgerRefusedException(lender + " cannot be read: " + e, e);
        }
    }

    /** Gives the key its name: from now on there is a ledger here. */
    public void made() {
        if (isLent()) {
            return;
        }
        try {
            Files.move(draftOfKey, key, StandardCopyOption.ATOMIC_MOVE);
            sync();
        } catch (IOException e) {
            throw new LedgerRefusedException(key + " cannot be made: " + e, e);
        }
    }

    private void sync() throws IOException {
        PrivateFile.sync(PrivateFile.folder(database));
    }
}

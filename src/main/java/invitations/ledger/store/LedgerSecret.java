package invitations.ledger.store;

import invitations.base.PrivateFile;
import invitations.base.Sha256;
import invitations.settings.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** The secret of the ledger's keys: 32 random bytes that only the owner can read. */
public final class LedgerSecret {
    private static final int LENGTH = 32;

    private LedgerSecret() {}

    /** Reads the secret. */
    public static byte[] read(Path file) {
        try {
            byte[] secret = Files.readAllBytes(file);
            if (secret.length != LENGTH) {
                throw new LedgerRefusedException(file + " has " + secret.length + " bytes, expected " + LENGTH
                        + ": it is not the key of a ledger. Bring the right one back from your backup.");
            }
            SecretMask.learn(secret);
            return secret;
        } catch (IOException e) {
            throw new LedgerRefusedException(
                    file + " cannot be read (" + e + "). A ledger cannot be used without its key: bring the key back"
                            + " from your backup, it must stay beside ledger.db.",
                    e);
        }
    }

    /** Makes a secret, durable before it is used. */
    static byte[] create(Path file) {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        try {
            Files.deleteIfExists(file);
            PrivateFile.create(file);
            Files.write(file, secret, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
            SecretMask.learn(secret);
            return secret;
        } catch (IOException e) {
            throw new LedgerRefusedException(file + " cannot be written: " + e, e);
        }
    }

    /** {@return what tells whether a ledger was made with that secret, without telling the secret} */
    public static String fingerprint(byte[] secret) {
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(secret), 8));
    }
}

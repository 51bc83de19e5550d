package invitations.intake.unpack;

import invitations.intake.container.UnpackBudget;
import invitations.invitation.FileRefusedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts a message of OpenPGP (RFC 9580). The only class that needs Bouncy Castle: it must not be touched where that is
 * not there. Who signed a message is not looked at; that it was not changed is.
 */
final class PgpDecryptor {
    private static final int DEEPEST = 2;
    private static final int MOST_ARMOR_LINES = 100;
    private static final int LONGEST_ARMOR = 1 << 14;

    private PgpDecryptor() {}

    /**
     * Decrypts a file, and checks that it is whole.
     *
     * @throws FileRefusedException when it cannot be decrypted, or what comes out cannot be trusted
     */
    static void decrypt(Path file, Path keyFile, String passphrase, UnpackBudget budget, Path to) throws IOException {
        checkArmor(file, budget);
        PgpPacketFilter.Count count = new PgpPacketFilter.Count(budget);
        try (InputStream in = new PgpPacketFilter(
                        PGPUtil.getDecoderStream(new BufferedInputStream(Files.newInputStream(file))), count);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
            PGPPublicKeyEncryptedData data = null;
            PGPSecretKey key = null;
            for (PGPEncryptedData each : encrypted(in)) {
                if (key == null && each instanceof PGPPublicKeyEncryptedData forKey) {
                    data = forKey;
                    key = find(keyFile, forKey);
                }
            }
            if (data == null || key == null) {
                throw Unpacker.undecipherable("but not for the key that is set here: ask for its public key");
            }
            decrypt(data, unlock(key, passphrase), budget, count, out);
        } catch (FileRefusedException e) {
            throw e;
        } catch (PGPException | RuntimeException e) {
            // The library trusts lengths and orders in a message that is broken, and stumbles in many ways.
            throw changed();
        } catch (IOException e) {
            if (e.getClass().getName().startsWith("java.nio.file")) {
                throw e;
            }
            throw changed();
        }
    }

    private static void decrypt(
            PGPPublicKeyEncryptedData data,
            PGPPrivateKey key,
            UnpackBudget budget,
            PgpPacketFilter.Count count,
            OutputStream out)
            throws IOException, PGPException {
        if (!data.isIntegrityProtected() && !data.isAEAD()) {
            throw Unpacker.undecipherable(
                    "but without the check that shows whether it was changed: encrypt it" + " with a newer program");
        }
        InputStream clear = data.getDataStream(new BcPublicKeyDataDecryptorFactory(key));
        PGPLiteralData literal = literal(clear, count, 0);
        budget.copy(literal.getInputStream(), out, "the file that is encrypted in it");
        budget.copy(clear, OutputStream.nullOutputStream(), "what is behind the file that is encrypted in it");
        if (!data.isAEAD() && !data.verify()) {
            throw changed();
        }
    }

    /** A library keeps all lines that stand before the text. */
    private static void checkArmor(Path file, UnpackBudget budget) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(LONGEST_ARMOR), StandardCharsets.ISO_8859_1);
            if (head.startsWith("-----") && head.lines().limit(MOST_ARMOR_LINES).noneMatch(String::isBlank)) {
                throw budget.tooMuch("more than " + MOST_ARMOR_LINES + " lines, or " + LONGEST_ARMOR
                        + " characters, stand before its text");
            }
        }
    }

    private static PGPEncryptedDataList encrypted(InputStream in) throws IOException {
        if (new BcPGPObjectFactory(in).nextObject() instanceof PGPEncryptedDataList list) {
            return list;
        }
        throw new UnreadableMessageException();
    }

    private static PGPLiteralData literal(InputStream clear, PgpPacketFilter.Count count, int depth)
            throws IOException, PGPException {
        Object object = new BcPGPObjectFactory(new PgpPacketFilter(clear, count)).nextObject();
        if (object instanceof PGPCompressedData compressed && depth < DEEPEST) {
            return literal(compressed.getDataStream(), count, depth + 1);
        }
        if (object instanceof PGPLiteralData literal) {
            return literal;
        }
        throw new UnreadableMessageException();
    }

    /** {@return why nothing can be decrypted with the key; empty where it can} */
    static Optional<String> problemWithKey(Path keyFile, String passphrase) {
        try {
            List<PGPSecretKey> keys = new ArrayList<>();
            rings(keyFile).forEach(ring -> ring.forEach(keys::add));
            if (!keys.isEmpty()) {
                unlock(keys.get(0), passphrase);
                return Optional.empty();
            }
        } catch (FileRefusedException e) {
            return Optional.of("the passphrase is not that of the key; set INVITATIONS_PGP_PASSPHRASE");
        } catch (IOException | PGPException | RuntimeException e) {
            // The same as where there is none in it.
        }
        return Optional.of("cannot be read as a secret OpenPGP key: expected what gpg --export-secret-keys writes");
    }

    private static PGPSecretKeyRingCollection rings(Path keyFile) throws IOException, PGPException {
        try (InputStream in = PGPUtil.getDecoderStream(new BufferedInputStream(Files.newInputStream(keyFile)))) {
            return new BcPGPSecretKeyRingCollection(in);
        }
    }

    private static @Nullable PGPSecretKey find(Path keyFile, PGPPublicKeyEncryptedData data) {
        PGPSecretKeyRingCollection rings;
        try {
            rings = rings(keyFile);
        } catch (IOException | PGPException e) {
            throw Unpacker.undecipherable("but the key cannot be read; its operator looks at invitations.pgp.key-file");
        }
        for (PGPSecretKeyRing ring : rings) {
            PGPSecretKey key = ring.getSecretKey(data.getKeyIdentifier());
            if (key != null) {
                return key;
            }
        }
        return null;
    }

    private static PGPPrivateKey unlock(PGPSecretKey key, String passphrase) {
        try {
            return key.extractPrivateKey(new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                    .build(passphrase.toCharArray()));
        } catch (PGPException e) {
            throw Unpacker.undecipherable("but the passphrase of the key is another one; its operator looks at"
                    + " invitations.pgp.passphrase");
        }
    }

    private static RuntimeException changed() {
        return Unpacker.undecipherable("but is damaged or was changed on its way: encrypt and send it again");
    }

    /** It is not what a message is made of. */
    private static final class UnreadableMessageException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}

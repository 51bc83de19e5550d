package invitations.intake.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.feed.SheetSettings;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.RawZip;
import invitations.testing.UnpackedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are encrypted for us, for others, or were changed on their way. */
class PgpDecryptorTest {
    private static final String CSV = "email\nada@example.org\n";
    private static final String PASSPHRASE = "correct-horse";

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static PGPKeyPair ours = pair();
    private static Path keyFile = Path.of(".");

    @BeforeAll
    static void writeKey() throws IOException, PGPException {
        ours = pair();
        PGPSecretKey secret = new PGPSecretKey(
                PGPSignature.POSITIVE_CERTIFICATION,
                ours,
                "us",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                null,
                null,
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA256),
                new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).build(PASSPHRASE.toCharArray()));
        keyFile = keys.resolve("key.asc");
        try (OutputStream out = new ArmoredOutputStream(Files.newOutputStream(keyFile))) {
            secret.encode(out);
        }
    }

    @Test
    void what_is_encrypted_for_our_key_is_read() throws Exception {
        assertThat(unpack("people.csv.pgp", encrypted(ours, CSV.getBytes(StandardCharsets.UTF_8), true, false)))
                .isEqualTo(Map.of("people.csv", CSV));
        assertThat(unpack("people.gpg", encrypted(ours, CSV.getBytes(StandardCharsets.UTF_8), true, true)))
                .containsEntry("people.csv", CSV);
    }

    @Test
    void what_is_encrypted_may_be_packed_once() throws Exception {
        Path zip = new RawZip().add("students.csv", CSV).write(folder.resolve("roster.zip"));
        assertThat(unpack("roster.zip.gpg", encrypted(ours, Files.readAllBytes(zip), true, false)))
                .isEqualTo(Map.of("students.csv", CSV));

        byte[] twice = encrypted(ours, encrypted(ours, CSV.getBytes(StandardCharsets.UTF_8), true, true), true, true);
        assertRefused(twice, ReasonCode.UNSUPPORTED_FILE, "the file is encrypted by OpenPGP, not CSV");
    }

    @Test
    void what_is_packed_in_it_is_bounded() throws Exception {
        assertRefused(
                encrypted(ours, new byte[4_000_000], true, false),
                ReasonCode.TOO_MUCH_PACKED,
                "invitations.limit.ratio");
    }

    @Test
    void what_was_changed_is_refused_wherever_that_was() throws Exception {
        byte[] message = encrypted(ours, CSV.repeat(20).getBytes(StandardCharsets.UTF_8), true, false);
        for (int i = 0; i < message.length; i += 3) {
            byte[] changed = message.clone();
            changed[i] ^= 4;
            Path file = Files.write(folder.resolve("changed.pgp"), changed);
            assertThatThrownBy(() -> unpack(file, PASSPHRASE)).isInstanceOf(FileRefusedException.class);
        }
        byte[] cut = Arrays.copyOf(message, message.length - 5);
        assertRefused(cut, ReasonCode.CANNOT_DECRYPT, "damaged or was changed on its way");
    }

    @Test
    void what_has_no_check_of_that_is_refused() throws Exception {
        assertRefused(
                encrypted(ours, CSV.getBytes(StandardCharsets.UTF_8), false, false),
                ReasonCode.CANNOT_DECRYPT,
                "without the check that shows whether it was changed");
    }

    @Test
    void what_is_for_others_or_of_a_key_that_cannot_be_opened_is_refused() throws Exception {
        assertRefused(
                encrypted(pair(), CSV.getBytes(StandardCharsets.UTF_8), true, false),
                ReasonCode.CANNOT_DECRYPT,
                "not for the key that is set here");
        Path file = Files.write(
                folder.resolve("people.pgp"), encrypted(ours, CSV.getBytes(StandardCharsets.UTF_8), true, false));
        assertThatThrownBy(() -> unpack(file, "another"))
                .hasMessageContaining("the passphrase of the key is another one");
    }

    @Test
    void packets_that_are_not_needed_are_passed_over_and_counted_before_anything_is_made_of_them() throws Exception {
        byte[] onePass = {(byte) 0xC4, 13, 3, 0, 8, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0};
        byte[] marker = {(byte) 0xCA, 3, 'P', 'G', 'P'};
        byte[] oldMarker = {(byte) 0xA8, 3, 'P', 'G', 'P'};
        // Of version 6, with four gigabytes of hashed parts, as it says.
        byte[] signature = {(byte) 0xC2, 9, 6, 0, 1, 8, -1, -1, -1, -1, 0};
        byte[] padding = {(byte) 0xD5, (byte) 0xC0, 0, 0};
        for (byte[] packet : List.of(onePass, marker, oldMarker, signature)) {
            assertThat(unpack("few.csv.pgp", packed(repeated(packet, 900), literal(CSV))))
                    .containsEntry("few.csv", CSV);
            assertRefused(
                    packed(repeated(packet, 2_000_000), literal(CSV)),
                    ReasonCode.TOO_MUCH_PACKED,
                    "more than 1000 OpenPGP packets are in it");
        }
        assertThat(unpack("padded.csv.pgp", packed(Arrays.copyOf(padding, 195), literal(CSV))))
                .containsEntry("padded.csv", CSV);
    }

    @Test
    void parts_of_a_packet_are_counted() throws Exception {
        byte[] part = {(byte) 0xE0, 'x'};
        byte[] begin = {(byte) 0xCB, (byte) 0xE3, 'b', 0, 0, 0, 0, 0, 'x', '\n'};
        assertThat(unpack("parts.csv.pgp", packed(begin, repeated(part, 1_000), new byte[] {0})))
                .containsEntry("parts.csv", "x\n" + "x".repeat(1_000));
        assertRefused(
                packed(begin, repeated(part, 600_000), new byte[] {0}),
                ReasonCode.TOO_MUCH_PACKED,
                "in more than 500000 parts");
    }

    @Test
    void packets_without_end_or_that_no_message_has_are_refused() throws Exception {
        for (byte[] packet : List.of(
                new byte[] {(byte) 0xC5, 1, 0},
                new byte[] {0x41},
                new byte[] {(byte) 0xAB, 'x'},
                new byte[] {(byte) 0xC2, (byte) 0xFF, 127, -1, -1, -1, 1},
                new byte[] {(byte) 0xCA, 5, 1})) {
            assertRefused(packed(packet, new byte[0]), ReasonCode.CANNOT_DECRYPT, "damaged or was changed");
        }
    }

    @Test
    void keys_and_lines_before_the_text_are_counted() throws Exception {
        byte[] message = encrypted(ours, CSV.getBytes(StandardCharsets.UTF_8), true, false);
        // The key comes first, with a length of two bytes.
        byte[] key = Arrays.copyOf(message, message[1] == -1 ? 0 : 2 + (message[1] & 0xFF));
        assertThat(key.length).isGreaterThan(100);
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        keys.write(repeated(key, 1_100));
        keys.write(message);
        assertRefused(keys.toByteArray(), ReasonCode.TOO_MUCH_PACKED, "more than 1000 OpenPGP packets");

        String armored = new String(
                encrypted(ours, CSV.getBytes(StandardCharsets.UTF_8), true, true), StandardCharsets.US_ASCII);
        assertRefused(
                armored.replaceFirst("\n", "\n" + "Comment: x\n".repeat(50_000)).getBytes(StandardCharsets.US_ASCII),
                ReasonCode.TOO_MUCH_PACKED,
                "lines, or 16384 characters, stand before its text");
    }

    private static byte[] repeated(byte[] packet, int times) {
        byte[] all = new byte[packet.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(packet, 0, all, i * packet.length, packet.length);
        }
        return all;
    }

    private static byte[] literal(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0xCB);
        packet.write(content.length + 6);
        packet.write('b');
        packet.writeBytes(new byte[5]);
        packet.writeBytes(content);
        return packet.toByteArray();
    }

    /** A message with these packets in its compressed part. */
    private static byte[] packed(byte[]... packets) throws IOException, PGPException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new PGPCompressedDataGenerator(CompressionAlgorithmTags.ZIP).open(compressed)) {
            for (byte[] each : packets) {
                out.write(each);
            }
        }
        return encrypted(ours, compressed, true, false);
    }

    @Test
    void a_key_is_looked_at_before_any_file_needs_it() throws IOException {
        assertThat(Unpacker.problemWithKey(keyFile, PASSPHRASE)).isEmpty();
        assertThat(Unpacker.problemWithKey(keyFile, "another"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("the passphrase is not that of the key"));
        for (Path wrong : List.of(folder, folder.resolve("nowhere"), Files.writeString(folder.resolve("x"), "key"))) {
            assertThat(Unpacker.problemWithKey(wrong, PASSPHRASE)).hasValueSatisfying(problem -> assertThat(problem)
                    .contains("expected what gpg --export-secret-keys writes"));
        }
    }

    private Map<String, String> unpack(String name, byte[] message) throws IOException {
        return unpack(Files.write(folder.resolve(name), message), PASSPHRASE);
    }

    private Map<String, String> unpack(Path file, String passphrase) throws IOException {
        Files.deleteIfExists(folder.resolve("temporary"));
        return new UnpackedFiles(folder.resolve("unpacked"))
                .of(file, SheetSettings.NONE, new Unpacker(UnpackedFiles.LIMITS, keyFile, passphrase));
    }

    private void assertRefused(byte[] message, ReasonCode code, String reason) throws IOException {
        Path file = Files.write(folder.resolve("people.csv.pgp"), message);
        assertThatThrownBy(() -> unpack(file, PASSPHRASE))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code))
                .hasMessageContaining(reason);
    }

    private static PGPKeyPair pair() {
        try {
            RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
            generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), new SecureRandom(), 1024, 20));
            return new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.RSA_GENERAL,
                    generator.generateKeyPair(),
                    Date.from(Instant.EPOCH));
        } catch (PGPException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] encrypted(PGPKeyPair to, byte[] content, boolean isProtected, boolean isArmored)
            throws IOException, PGPException {
        ByteArrayOutputStream literal = new ByteArrayOutputStream();
        PGPCompressedDataGenerator compressor = new PGPCompressedDataGenerator(CompressionAlgorithmTags.ZIP);
        try (OutputStream compressed = compressor.open(literal);
                OutputStream out = new PGPLiteralDataGenerator()
                        .open(
                                compressed,
                                PGPLiteralData.BINARY,
                                "people.csv",
                                content.length,
                                Date.from(Instant.EPOCH))) {
            out.write(content);
        }
        return encrypted(to, literal, isProtected, isArmored);
    }

    private static byte[] encrypted(
            PGPKeyPair to, ByteArrayOutputStream literal, boolean isProtected, boolean isArmored)
            throws IOException, PGPException {
        PGPEncryptedDataGenerator generator =
                new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(isProtected)
                        .setSecureRandom(new SecureRandom()));
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(to.getPublicKey()));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try (OutputStream target = isArmored ? new ArmoredOutputStream(message) : message;
                OutputStream out = generator.open(target, literal.size())) {
            out.write(literal.toByteArray());
        }
        return message.toByteArray();
    }
}

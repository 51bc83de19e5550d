package invitations.intake.inbox;

import invitations.csv.TextRules;
import invitations.intake.container.FileKind;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a file against the checksums that came with it: as {@code sha256sum} and {@code md5sum} write them, as BSD does, or
 * the digits alone.
 */
public final class ChecksumVerifier {
    private static final int LARGEST = 4096;
    private static final Pattern LINE = Pattern.compile(
            "\\\\?([0-9a-f]{32}|[0-9a-f]{64})(?:[ \\t]+\\*?(.*))?|(?:sha256|md5) ?\\((.*)\\) ?= ?([0-9a-f]{32}|[0-9a-f]{64})",
            Pattern.CASE_INSENSITIVE);

    private ChecksumVerifier() {}

    /**
     * Compares.
     *
     * @param name the file's name as dropped
     * @param companions files that came with it; those that are not named {@code .sha256} or {@code .md5} say nothing
     * @throws FileRefusedException {@code CHECKSUM_MISMATCH} when one of them says otherwise, or nothing that can be understood
     */
    public static void verify(Path file, String name, List<Path> companions) throws IOException {
        for (Path companion : companions) {
            String ending = FileKind.ending(companion.getFileName().toString());
            if (ending.equals("sha256") || ending.equals("md5")) {
                verify(file, name, companion, ending.equals("md5") ? "MD5" : "SHA-256");
            }
        }
    }

    private static void verify(Path file, String name, Path companion, String algorithm) throws IOException {
        String expected = expected(companion, name, algorithm);
        String found = digest(file, algorithm);
        if (!expected.equals(found)) {
            throw new FileRefusedException(
                    ReasonCode.CHECKSUM_MISMATCH,
                    0,
                    "the file's " + algorithm + " is " + found + ", but '"
                            + TextRules.quote(companion.getFileName().toString()) + "' expects " + expected
                            + ": copy both again");
        }
    }

    private static String expected(Path companion, String name, String algorithm) throws IOException {
        int digits = algorithm.equals("MD5") ? 32 : 64;
        byte[] bytes;
        try (InputStream in = Files.newInputStream(companion, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LARGEST);
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String hex = matcher.group(1) != null ? matcher.group(1) : matcher.group(4);
                String of = matcher.group(1) != null ? matcher.group(2) : matcher.group(3);
                if (hex.length() == digits && (lines.size() == 1 || name.equals(of))) {
                    return hex.toLowerCase(Locale.ROOT);
                }
            }
        }
        throw new FileRefusedException(
                ReasonCode.CHECKSUM_MISMATCH,
                0,
                "'" + TextRules.quote(companion.getFileName().toString()) + "' has no " + algorithm
                        + " of the file in it: expected " + digits
                        + " hexadecimal digits, alone or with the file's name");
    }

    private static String digest(Path file, String algorithm) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[1 << 14];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}

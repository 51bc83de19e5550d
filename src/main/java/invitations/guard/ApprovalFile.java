package invitations.guard;

import invitations.base.DisplayText;
import invitations.base.FileSnapshot;
import invitations.base.SecureFolder;
import invitations.base.TrustedOwners;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file says that approves or discards a drop. It is a plain file of the program's user or of root, of at most 4,096
 * bytes of UTF-8; no link is followed to it. Immutable.
 *
 * @param name who approves, as the file says behind {@code Name:}; empty where it says nothing
 * @param owner whose file it is
 */
public record ApprovalFile(String name, String owner) {
    private static final int LARGEST = 4096;
    private static final int LONGEST_NAME = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern NAME = Pattern.compile("(?im)^[ \\t]*name[ \\t]*:[ \\t]*(\\S[^\\r\\n]*)$");

    /**
     * Reads the file.
     *
     * @param home the home, whose path is trusted
     * @param file a file in it
     * @throws RefusedApprovalException when it must not act; the message is a clause that says why
     * @throws IOException when it cannot be read
     */
    public static ApprovalFile read(Path home, Path file) throws IOException {
        try (SecureFolder folder = SecureFolder.above(home, file)) {
            FileSnapshot found = folder.at(file.getFileName());
            if (!found.isPlainFile()) {
                throw new RefusedApprovalException(
                        "it is a link, a folder or a device, or has further names (hard links);"
                                + " rename the template, or write a file");
            }
            UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
            if (!TrustedOwners.find().has(owner)) {
                throw new RefusedApprovalException("it belongs to the user " + DisplayText.printable(owner.getName())
                        + ", and only files of this program's user and of root count");
            }
            return new ApprovalFile(name(text(folder, file.getFileName())), owner.getName());
        }
    }

    private static String text(SecureFolder folder, Path name) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LARGEST + 1);
        try (SeekableByteChannel channel = folder.read(name)) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until it is full, or the file has ended.
            }
        }
        if (!bytes.hasRemaining()) {
            throw new RefusedApprovalException("it has more than " + LARGEST + " bytes; a line with a name is enough");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RefusedApprovalException("its text is not UTF-8; save it as 'UTF-8'");
        }
    }

    private static String name(String text) {
        Matcher line = NAME.matcher(text);
        String name = line.find()
                ? Normalizer.normalize(line.group(1), Normalizer.Form.NFKC).strip()
                : "";
        if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(DisplayText::isUnprintable)) {
            throw new RefusedApprovalException(
                    "the name in it has more than " + LONGEST_NAME + " characters, or some that cannot be shown");
        }
        return name;
    }
}

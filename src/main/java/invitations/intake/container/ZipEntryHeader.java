package invitations.intake.container;

import invitations.csv.TextRules;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * An entry as the list of a ZIP has it.
 *
 * @param name its path in the ZIP; the program that made it may have written anything
 * @param isEncrypted whether it needs a password
 * @param method how it is packed: 0 is not at all, 8 is deflated
 * @param mode its type and permissions on Unix; 0 where that is not said
 */
public record ZipEntryHeader(String name, boolean isEncrypted, int method, int mode) {
    private static final Set<String> TABLES = Set.of("csv", "tsv", "txt");
    private static final String DOS = "IBM437";
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;

    /**
     * The path in a ZIP that these bytes are: UTF-8 where they are that, whatever is said of them, since not all programs
     * say so; else code page 437, which APPNOTE 6.3.10 names (appendix D), and Windows writes. A backslash is a slash: the
     * programs that write one mean a folder by it.
     */
    public static String decode(byte[] name) {
        String decoded;
        try {
            decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException e) {
            decoded = ofDos(name);
        }
        return decoded.replace('\\', '/');
    }

    private static String ofDos(byte[] name) {
        if (Charset.isSupported(DOS)) {
            return new String(name, Charset.forName(DOS));
        }
        // Small Java runtimes do not have it: a name is no reason to refuse what is in the file.
        StringBuilder escaped = new StringBuilder();
        for (byte b : name) {
            escaped.append(b < 0 ? String.format("%%%02X", b) : String.valueOf((char) b));
        }
        return escaped.toString();
    }

    /** {@return whether it is nothing that anybody packed on purpose: folders, and what operating systems leave there} */
    public boolean isPassedOver() {
        return name.endsWith("/")
                || name.startsWith("__MACOSX/")
                || baseName().equals(".DS_Store")
                || baseName().equalsIgnoreCase("Thumbs.db");
    }

    /** The last part of its path. */
    public String baseName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /**
     * Checks the name and the kind of the entry.
     *
     * @throws FileRefusedException when its name or its kind is one that nobody packs for good reasons, or that cannot be read
     */
    public void check() {
        if (TextRules.firstInvisible(name) >= 0) {
            throw refused("has control characters in its name");
        }
        if (name.startsWith("/") || name.matches("^[A-Za-z]:.*") || name.isEmpty()) {
            throw refused("has the path of another machine, not one within the ZIP");
        }
        if (name.equals("..") || name.startsWith("../") || name.endsWith("/..") || name.contains("/../")) {
            throw refused("has a path that leads out of the ZIP");
        }
        int type = mode & TYPE;
        if (type != 0 && type != REGULAR && type != FOLDER) {
            throw refused("is a link or a device, not a file");
        }
        if (isEncrypted) {
            throw refused("needs a password");
        }
        if (method != 0 && method != 8) {
            throw refused("is packed in a way that is not read here");
        }
    }

    /**
     * Checks that the entry is a table by its name.
     *
     * @throws FileRefusedException when it is not named as a table is
     */
    public void checkIsTable() {
        if (!TABLES.contains(FileKind.ending(baseName().toLowerCase(Locale.ROOT)))) {
            throw refused("is not named .csv, .tsv or .txt");
        }
    }

    public FileRefusedException refused(String why) {
        return new FileRefusedException(
                ReasonCode.INVALID_CONTAINER,
                0,
                "the entry '" + TextRules.quote(name) + "' " + why + ": pack CSV files alone, without a password");
    }
}

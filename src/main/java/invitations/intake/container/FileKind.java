package invitations.intake.container;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file is, by its first bytes. What is nothing else may be text. */
public enum FileKind {
    GZIP("packed by gzip", "", "\u001f\u008b"),
    ZIP("a ZIP", "", "PK\u0003\u0004", "PK\u0005\u0006"),
    /** Also what every encrypted workbook is. */
    OLE2(
            "a workbook of Excel 97 to 2003, or one with a password",
            "xls",
            "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"),
    PGP("encrypted by OpenPGP", "", "-----BEGIN PGP MESSAGE-----"),
    PDF("a PDF", "pdf", "%PDF-"),
    PICTURE("a picture", "jpg jpeg png gif heic", "\u00ff\u00d8\u00ff", "\u0089PNG\r\n", "GIF87a", "GIF89a"),
    DOCUMENT("a document", "doc docx odt rtf ppt pptx", "{\\rtf"),
    SHEETS("a workbook of another kind than .xlsx", "ods xlsb numbers"),
    ARCHIVE(
            "an archive of another kind than ZIP",
            "rar 7z bz2 xz tar zst",
            "Rar!\u001a\u0007",
            "7z\u00bc\u00af'\u001c",
            "\u00fd7zXZ\0",
            "(\u00b5/\u00fd"),
    PROGRAM("a program or a database", "exe", "\u007fELF", "SQLite format 3\0"),
    WEB_PAGE("a web page", "html htm", "<!DOCTYPE html", "<!doctype html", "<html", "<HTML"),
    KEY("a key or a signature of OpenPGP", "", "-----BEGIN PGP "),
    TEXT("text", "");

    /** How many bytes are looked at. */
    public static final int HEAD = 512;

    private static final int TAR_MARK = 257;

    private final String what;
    private final String endings;
    private final String starts;

    /**
     * @param endings of names that are never of text, separated by blanks
     * @param starts one character a byte
     */
    FileKind(String what, String endings, String... starts) {
        this.what = what;
        this.endings = endings;
        this.starts = String.join("|", starts);
    }

    /** {@return what it is, as a phrase} */
    public String what() {
        return what;
    }

    /** {@return what begins so} */
    public static FileKind of(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("ustar", TAR_MARK) || (start.startsWith("BZh") && start.startsWith("1AY&SY", 4))) {
            return ARCHIVE;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.begins(start))
                .findFirst()
                .orElse(TEXT);
    }

    private boolean begins(String start) {
        return !starts.isEmpty() && Arrays.stream(starts.split("\\|")).anyMatch(start::startsWith);
    }

    /** {@return what a file of that name is to be, where that is never text} */
    public static Optional<FileKind> named(String name) {
        String ending = ending(name);
        return Arrays.stream(values())
                .filter(kind ->
                        !ending.isEmpty() && List.of(kind.endings.split(" ")).contains(ending))
                .findFirst();
    }

    /** The refusal of a file that is something else than CSV; {@code what} says so as a clause. */
    public static FileRefusedException unsupported(String what) {
        return new FileRefusedException(
                ReasonCode.UNSUPPORTED_FILE, 0, what + ", not CSV: save the list as 'CSV UTF-8', and drop that");
    }

    /** {@return what stands behind the last dot, in small letters; empty when there is none} */
    public static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

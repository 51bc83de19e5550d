package invitations.intake.unpack;

import invitations.feed.SheetSettings;
import invitations.intake.container.FileKind;
import invitations.intake.container.UnpackBudget;
import invitations.intake.container.UnpackLimits;
import invitations.intake.container.UnpackSink;
import invitations.intake.container.ZipCentralDirectory;
import invitations.intake.container.ZipEntryHeader;
import invitations.intake.read.TimeBudget;
import invitations.intake.workbook.WorkbookParts;
import invitations.intake.workbook.XlsxWorkbook;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart what CSV comes in: gzip, ZIP, workbooks, and one of these or CSV encrypted by OpenPGP. What a file is, its
 * content says; its name only counts where that says nothing. Nothing is read further than its bounds. Safe for any number
 * of threads.
 */
public final class Unpacker {
    private final UnpackLimits limits;
    private final @Nullable Path key;
    private final String passphrase;

    /**
     * @param key the file with the secret key of those who encrypt; null when there is none
     * @param passphrase that of the key; empty when it has none
     */
    public Unpacker(UnpackLimits limits, @Nullable Path key, String passphrase) {
        this.limits = limits;
        this.key = key;
        this.passphrase = passphrase;
    }

    /**
     * Unpacks a file.
     *
     * @param time how long that may take
     * @param name its name as dropped
     * @param sheet which sheet of a workbook is wanted, and how it is to be written
     * @param to where the files in it go; of use only when nothing was thrown
     * @return false when it has none in it: it is to be read as it is
     * @throws FileRefusedException when it cannot be used, by whatever is wrong with it
     */
    public boolean unpack(Path file, String name, Supplier<SheetSettings> sheet, UnpackSink to, TimeBudget time)
            throws IOException {
        checkSize(file);
        UnpackBudget budget = new UnpackBudget(limits, Files.size(file), time);
        FileKind kind = FileKind.of(head(file));
        String ending = FileKind.ending(name);
        if (kind == FileKind.PGP || (kind == FileKind.TEXT && isEncryptedByName(file, ending))) {
            Path decrypted = to.temporary();
            decrypt(file, decrypted, budget);
            UnpackBudget packed = new UnpackBudget(limits, Files.size(decrypted), time);
            String inner = name.replaceFirst("(?i)\\.(pgp|gpg|asc)$", "");
            if (!unpackOnce(decrypted, inner, FileKind.of(head(decrypted)), sheet, to, packed)) {
                try (InputStream in = Files.newInputStream(decrypted);
                        OutputStream out = to.create(table(inner))) {
                    in.transferTo(out);
                }
            }
            return true;
        }
        return unpackOnce(file, name, kind, sheet, to, budget);
    }

    /** {@return how many bytes the file may become at the most; 0 when it is to be read as it is} */
    public long most(Path file) throws IOException {
        return FileKind.of(head(file)) == FileKind.TEXT
                ? 0
                : Math.min(limits.unpackedSize(), limits.ratio() * Files.size(file) + UnpackLimits.FREE);
    }

    /** The same, however long it takes. */
    public boolean unpack(Path file, String name, Supplier<SheetSettings> sheet, UnpackSink to) throws IOException {
        return unpack(file, name, sheet, to, TimeBudget.ENDLESS);
    }

    /**
     * Looks at the file's size, before anything reads or copies it.
     *
     * @throws FileRefusedException {@code FILE_TOO_LARGE}
     */
    public void checkSize(Path file) throws IOException {
        limits.checkFile("the file", Files.size(file));
    }

    private boolean unpackOnce(
            Path file, String name, FileKind kind, Supplier<SheetSettings> sheet, UnpackSink to, UnpackBudget budget)
            throws IOException {
        switch (kind) {
            case GZIP -> gunzip(file, name, to, budget);
            case ZIP -> {
                List<ZipEntryHeader> entries = ZipCentralDirectory.read(file, limits);
                if (WorkbookParts.areIn(entries)) {
                    try (OutputStream out = to.create(table(name.replaceFirst("\\.[A-Za-z]{1,5}$", "")))) {
                        XlsxWorkbook.write(file, sheet.get(), budget, out, to);
                    }
                } else {
                    new ZipUnpacker(file, entries, budget).unpack(to);
                }
            }
            case TEXT -> {
                checkName(file, name);
                return false;
            }
            case OLE2 ->
                throw new FileRefusedException(
                        ReasonCode.UNSUPPORTED_FILE,
                        0,
                        "the file is " + kind.what()
                                + ": save it as 'Excel Workbook (.xlsx)' without a password, or as 'CSV UTF-8'");
            default -> throw FileKind.unsupported("the file is " + kind.what());
        }
        return true;
    }

    /** Text is CSV under every name but those that promise something else. */
    private static void checkName(Path file, String name) throws IOException {
        String ending = FileKind.ending(name);
        if (Files.size(file) == 0) {
            return;
        }
        if (List.of("gz", "zip", "xlsx", "xlsm", "pgp", "gpg").contains(ending)) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_CONTAINER,
                    0,
                    "the file is named ." + ending + ", but is not what that stands for: make it anew");
        }
        Optional<FileKind> promised = FileKind.named(name);
        if (promised.isPresent()) {
            throw FileKind.unsupported("the file is named as " + promised.get().what() + " is");
        }
    }

    private static boolean isEncryptedByName(Path file, String ending) throws IOException {
        byte[] head = head(file);
        return (ending.equals("pgp") || ending.equals("gpg")) && head.length > 0 && (head[0] & 0x80) != 0;
    }

    private void decrypt(Path file, Path decrypted, UnpackBudget budget) throws IOException {
        if (key == null) {
            throw undecipherable("but no key is set here; its operator sets invitations.pgp.key-file");
        }
        if (!isLibraryThere()) {
            throw undecipherable("but the library for that is not installed; its operator lays it into lib/, as"
                    + " docs/operations.md says");
        }
        PgpDecryptor.decrypt(file, key, passphrase, budget, decrypted);
    }

    private static boolean isLibraryThere() {
        try {
            Class.forName("org.bouncycastle.openpgp.PGPEncryptedDataList");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** {@return why files that are encrypted for the key cannot be decrypted, whatever they are; empty where they can} */
    public static Optional<String> problemWithKey(Path key, String passphrase) {
        if (!isLibraryThere()) {
            return Optional.of("the library for it is not installed: lay it into lib/, as docs/operations.md says");
        }
        return PgpDecryptor.problemWithKey(key, passphrase);
    }

    static FileRefusedException undecipherable(String why) {
        return new FileRefusedException(ReasonCode.CANNOT_DECRYPT, 0, "the file is encrypted by OpenPGP, " + why);
    }

    private void gunzip(Path file, String name, UnpackSink to, UnpackBudget budget) throws IOException {
        String inner = name.replaceFirst("(?i)\\.gz$", "");
        try (InputStream in = new BufferedInputStream(new GzipInput(Files.newInputStream(file), limits));
                OutputStream out = to.create(table(inner))) {
            FileKind kind = peek(in);
            if (kind != FileKind.TEXT) {
                throw new FileRefusedException(
                        ReasonCode.INVALID_CONTAINER,
                        0,
                        "what is packed in the file is " + kind.what() + ": pack a CSV file, and once only");
            }
            budget.copy(in, out, "the file that is packed in it");
        } catch (ZipException | EOFException e) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_CONTAINER,
                    0,
                    "the file is packed by gzip, but damaged: it breaks off, or something else stands behind what is packed;"
                            + " pack it again");
        }
    }

    /** The name, with an ending where it has none. */
    private static String table(String name) {
        return UnpackSink.harmless(name.matches("(?is).*\\.(csv|tsv|txt)") ? name : name + ".csv");
    }

    /** {@return what begins there; the stream stays where it is} */
    static FileKind peek(InputStream buffered) throws IOException {
        buffered.mark(FileKind.HEAD);
        byte[] head = buffered.readNBytes(FileKind.HEAD);
        buffered.reset();
        return FileKind.of(head);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(FileKind.HEAD);
        }
    }
}

package invitations.intake.unpack;

import invitations.csv.TextRules;
import invitations.intake.container.FileKind;
import invitations.intake.container.UnpackBudget;
import invitations.intake.container.UnpackSink;
import invitations.intake.container.ZipCentralDirectory;
import invitations.intake.container.ZipEntryHeader;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The CSV files in a ZIP.
 *
 * @param entries what its list says is in it
 * @param budget how much may come out of it
 */
record ZipUnpacker(Path file, List<ZipEntryHeader> entries, UnpackBudget budget) {

    /**
     * Unpacks every entry.
     *
     * @throws FileRefusedException when an entry is anything else than a CSV file, or all are too much, or none is there
     */
    void unpack(UnpackSink to) throws IOException {
        check();
        int unpacked = 0;
        // Names were decoded already; here each byte stays itself.
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            List<? extends ZipEntry> found = zip.stream().toList();
            if (found.size() != entries.size()) {
                throw ZipCentralDirectory.damaged("its list of entries is not clear");
            }
            for (int i = 0; i < entries.size(); i++) {
                ZipEntryHeader entry = entries.get(i);
                if (!entry.isPassedOver()) {
                    unpack(zip, found.get(i), entry, to);
                    unpacked++;
                }
            }
        } catch (ZipException | EOFException e) {
            throw ZipCentralDirectory.damaged("it is damaged");
        }
        if (unpacked == 0) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_CONTAINER, 0, "there is no CSV file in the ZIP: pack one");
        }
    }

    private void check() {
        Set<String> names = new HashSet<>();
        for (ZipEntryHeader entry : entries) {
            entry.check();
            if (!names.add(entry.name())) {
                throw entry.refused("is there twice");
            }
            if (!entry.isPassedOver()) {
                entry.checkIsTable();
            }
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry, ZipEntryHeader listed, UnpackSink to) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum);
                InputStream buffered = new BufferedInputStream(in);
                OutputStream out = to.create(UnpackSink.harmless(listed.baseName()))) {
            FileKind kind = Unpacker.peek(buffered);
            if (kind != FileKind.TEXT) {
                throw listed.refused("is " + kind.what());
            }
            budget.copy(buffered, out, "the entry '" + TextRules.quote(listed.name()) + "'");
        }
        if (sum.getValue() != entry.getCrc()) {
            throw ZipCentralDirectory.damaged(
                    "'" + TextRules.quote(listed.name()) + "' does not have the checksum that it says");
        }
    }
}

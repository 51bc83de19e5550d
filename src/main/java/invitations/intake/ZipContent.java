package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
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
record ZipContent(Path file, List<ZipListed> entries, UnpackBudget budget) {

    /**
     * Unpacks every entry.
     *
     * @throws RefusedFile when an entry is anything else than a CSV file, or all are too much, or none is there
     */
    void unpack(Unpacked to) throws IOException {
        check();
        int unpacked = 0;
        // Names were decoded already; here each byte stays itself.
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            List<? extends ZipEntry> found = zip.stream().toList();
            if (found.size() != entries.size()) {
                throw ZipDirectory.damaged("its list of entries is not clear");
            }
            for (int i = 0; i < entries.size(); i++) {
                ZipListed entry = entries.get(i);
                if (!entry.isPassedOver()) {
                    unpack(zip, found.get(i), entry, to);
                    unpacked++;
                }
            }
        } catch (ZipException | EOFException e) {
            throw ZipDirectory.damaged("it is damaged");
        }
        if (unpacked == 0) {
            throw new RefusedFile(Code.INVALID_CONTAINER, 0, "there is no CSV file in the ZIP: pack one");
        }
    }

    private void check() {
        Set<String> names = new HashSet<>();
        for (ZipListed entry : entries) {
            entry.check();
            if (!names.add(entry.name())) {
                throw entry.refused("is there twice");
            }
            if (!entry.isPassedOver()) {
                entry.checkIsTable();
            }
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry, ZipListed listed, Unpacked to) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum);
                InputStream buffered = new BufferedInputStream(in);
                OutputStream out = to.create(Unpacked.harmless(listed.baseName()))) {
            FileKind kind = Unpacking.peek(buffered);
            if (kind != FileKind.TEXT) {
                throw listed.refused("is " + kind.what());
            }
            budget.copy(buffered, out, "the entry '" + Text.quote(listed.name()) + "'");
        }
        if (sum.getValue() != entry.getCrc()) {
            throw ZipDirectory.damaged("'" + Text.quote(listed.name()) + "' does not have the checksum that it says");
        }
    }
}

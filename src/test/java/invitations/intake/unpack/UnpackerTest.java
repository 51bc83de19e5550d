package invitations.intake.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.csv.TextRules;
import invitations.feed.SheetSettings;
import invitations.intake.container.UnpackLimits;
import invitations.intake.container.UnpackSink;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.RawZip;
import invitations.testing.UnpackedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed, and what must not be. */
@Timeout(120)
class UnpackerTest {
    private static final String CSV = "email\nada@example.org\n";

    @TempDir
    Path folder;

    private UnpackedFiles unpacked = new UnpackedFiles(Path.of("."));

    @BeforeEach
    void makePlace() {
        unpacked = new UnpackedFiles(folder.resolve("unpacked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"people.csv", "people.CSV", "people", "people.txt", "people.2026", "ünïcode – x.dat"})
    void text_is_read_as_it_is_whatever_its_ending(String name) throws IOException {
        assertThat(unpacked.of(Files.writeString(folder.resolve(name), CSV))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"people.csv", "people.zip", "people.docx"})
    void an_empty_file_is_left_to_be_refused_as_that(String name) throws IOException {
        assertThat(unpacked.of(Files.createFile(folder.resolve(name)))).isEmpty();
    }

    @Test
    void a_file_may_be_as_large_as_the_limit() throws IOException {
        Path file = Files.write(folder.resolve("people.csv"), new byte[5_000_000]);
        assertThat(unpacked.of(file)).isEmpty();

        Files.write(file, new byte[5_000_001]);
        assertRefused(
                file, ReasonCode.FILE_TOO_LARGE, "the file has more than 5000000 bytes (invitations.limit.file-size)");
    }

    @ParameterizedTest
    @CsvSource({"people.csv.gz, people.csv", "people.gz, people.csv", "people.csv, people.csv"})
    void what_gzip_packed_is_one_file(String name, String inner) throws IOException {
        assertThat(unpacked.of(gzip(name, CSV.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Map.of(inner, CSV));
    }

    @ParameterizedTest
    @ValueSource(strings = {"漢", "😀", "x", "é"})
    void a_long_name_is_cut_between_characters_and_keeps_its_ending(String letter) throws IOException {
        String name = letter.repeat(130) + ".csv";

        Map<String, String> files = unpacked.of(new RawZip().add(name, CSV).write(folder.resolve("a.zip")));

        assertThat(files.keySet()).singleElement().satisfies(cut -> {
            assertThat(cut).endsWith(".csv").doesNotContain("\uFFFD");
            assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(110, 120);
        });
        assertThat(UnpackSink.harmless(letter.repeat(200), 79).getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(75, 79);
    }

    @Test
    void what_is_packed_by_gzip_is_bounded() throws IOException {
        assertRefused(
                gzip("bomb.csv.gz", new byte[4_000_000]),
                ReasonCode.TOO_MUCH_PACKED,
                "more than 100 times its own size is packed in it (invitations.limit.ratio)");
    }

    @Test
    void what_gzip_packed_must_be_whole_and_no_container() throws IOException {
        Path file = gzip("people.csv.gz", CSV.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        assertRefused(file, ReasonCode.INVALID_CONTAINER, "packed by gzip, but damaged");

        bytes[bytes.length - 6] ^= 1;
        Files.write(file, bytes);
        assertRefused(file, ReasonCode.INVALID_CONTAINER, "packed by gzip, but damaged");

        Path zip = new RawZip().add("people.csv", CSV).write(folder.resolve("people.zip"));
        assertRefused(
                gzip("people.zip.gz", Files.readAllBytes(zip)),
                ReasonCode.INVALID_CONTAINER,
                "what is packed in the file is a ZIP");
    }

    @Test
    void gzip_is_read_to_its_last_byte_or_refused() throws IOException {
        byte[] one = Files.readAllBytes(gzip("one.csv.gz", "email\na@x.org\n".getBytes(StandardCharsets.UTF_8)));
        byte[] two = Files.readAllBytes(gzip("two.csv.gz", "b@x.org\n".getBytes(StandardCharsets.UTF_8)));
        String both = "email\na@x.org\nb@x.org\n";

        assertThat(unpacked.of(joined(one, two))).containsValue(both);
        for (int zeros : new int[] {1, 511, 100_000}) {
            assertThat(unpacked.of(joined(one, two, new byte[zeros]))).containsValue(both);
        }
        for (int cut = 1; cut < two.length; cut++) {
            assertRefused(joined(one, Arrays.copyOf(two, cut)), ReasonCode.INVALID_CONTAINER, "breaks off");
        }
        for (byte[] rest : List.of(new byte[] {'x'}, new byte[] {0x1f}, new byte[] {0, 0, 'x'}, new byte[] {'\n'})) {
            assertRefused(joined(one, rest), ReasonCode.INVALID_CONTAINER, "something else stands behind");
            assertRefused(joined(one, two, rest), ReasonCode.INVALID_CONTAINER, "something else stands behind");
        }
        assertRefused(joined(one, new byte[4], two), ReasonCode.INVALID_CONTAINER, "something else stands behind");
    }

    private Path joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return Files.write(folder.resolve("joined.csv.gz"), all.toByteArray());
    }

    @Test
    void a_zip_of_windows_is_read() throws IOException {
        Path zip = new RawZip()
                .addDos("Klasse\\Sch\u0081ler.csv", CSV)
                .addDos("Klasse\\", "")
                .addDos("\u0081b\u0084r\\l\u0094wen.csv", "email\n")
                .write(folder.resolve("roster.zip"));

        assertThat(unpacked.of(zip)).isEqualTo(Map.of("Schüler.csv", CSV, "löwen.csv", "email\n"));
    }

    @Test
    void a_zip_may_be_filled_up_by_zeros_and_say_its_list_in_64_bits() throws IOException {
        RawZip zip = new RawZip().add("people.csv", CSV);

        assertThat(unpacked.of(zip.write(folder.resolve("zeros.zip"), 1, "\0".repeat(2_000))))
                .containsValue(CSV);
        assertThat(unpacked.of(zip.writeLarge(folder.resolve("large.zip")))).containsValue(CSV);
    }

    @Test
    void a_zip_has_one_or_several_files() throws IOException {
        Path zip = new RawZip()
                .add("students.csv", CSV)
                .add("sub/Müller; rm -rf.csv", "email\n")
                .add("sub/", "")
                .add("__MACOSX/._students.csv", "x")
                .add("sub/.DS_Store", "x")
                .add("Thumbs.db", "x")
                .write(folder.resolve("roster.zip"));

        assertThat(unpacked.of(zip)).isEqualTo(Map.of("students.csv", CSV, "Müller_ rm -rf.csv", "email\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "../evil.csv, a path that leads out of the ZIP",
        "a/../../evil.csv, a path that leads out of the ZIP",
        "/etc/evil.csv, the path of another machine",
        "C:/evil.csv, the path of another machine",
        "'..\\evil.csv', a path that leads out of the ZIP",
        "'C:\\evil.csv', the path of another machine",
        "notes.docx, 'is not named .csv, .tsv or .txt'",
        "inner.zip, 'is not named .csv, .tsv or .txt'",
        "'x\u0007.csv', control characters in its name",
        "'x\u202Evsc.exe.csv', control characters in its name"
    })
    void an_entry_of_such_a_name_refuses_the_zip(String name, String reason) throws IOException {
        Path zip = new RawZip().add("people.csv", CSV).add(name, CSV).write(folder.resolve("roster.zip"));

        assertRefused(zip, ReasonCode.INVALID_CONTAINER, reason);
        assertRefused(
                zip, ReasonCode.INVALID_CONTAINER, "the entry '" + TextRules.quote(name.replace('\\', '/')) + "'");
    }

    @Test
    void an_entry_that_is_there_twice_or_needs_a_password_or_is_a_link_refuses_the_zip() throws IOException {
        assertRefused(
                new RawZip().add("a.csv", CSV).add("a.csv", "email\n").write(folder.resolve("twice.zip")),
                ReasonCode.INVALID_CONTAINER,
                "'a.csv' is there twice");
        RawZip encrypted = new RawZip();
        encrypted.flags = 1;
        assertRefused(
                encrypted.add("a.csv", CSV).write(folder.resolve("secret.zip")),
                ReasonCode.INVALID_CONTAINER,
                "'a.csv' needs a password");
        RawZip link = new RawZip();
        link.mode = 0120777;
        assertRefused(
                link.add("a.csv", "/etc/passwd").write(folder.resolve("link.zip")),
                ReasonCode.INVALID_CONTAINER,
                "'a.csv' is a link or a device");
    }

    @Test
    void a_zip_without_a_file_is_refused() throws IOException {
        assertRefused(
                new RawZip().add("sub/", "").write(folder.resolve("none.zip")),
                ReasonCode.INVALID_CONTAINER,
                "there is no CSV file in the ZIP");
        assertRefused(
                new RawZip().write(folder.resolve("empty.zip")), ReasonCode.INVALID_CONTAINER, "there is no CSV file");
    }

    @Test
    void a_zip_in_a_zip_is_refused_under_every_name() throws IOException {
        Path inner = new RawZip().add("people.csv", CSV).write(folder.resolve("inner.zip"));
        byte[] bytes = Files.readAllBytes(inner);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        Path zip = new RawZip()
                .add("people.csv", RawZip.deflated(bytes, true), sum.getValue(), bytes.length)
                .write(folder.resolve("outer.zip"));

        assertRefused(zip, ReasonCode.INVALID_CONTAINER, "the entry 'people.csv' is a ZIP");
    }

    @Test
    void ten_gigabytes_of_zeros_are_not_read_to_their_end() throws IOException {
        RawZip bomb = new RawZip();
        bomb.claimedSize = 10;
        Path zip = bomb.add("people.csv", RawZip.tenGigabytes(), 0, 0).write(folder.resolve("bomb.zip"));
        assertThat(zip).satisfies(file -> assertThat(Files.size(file)).isGreaterThan(5_000_000));

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        UnpackLimits large = new UnpackLimits(50_000_000, 200_000_000, 100_000, 100);
        assertThatThrownBy(() -> unpacked.of(zip, SheetSettings.NONE, new Unpacker(large, null, "")))
                .isInstanceOf(FileRefusedException.class)
                .hasMessageContaining("the entry 'people.csv' has more than 50000000 bytes");
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void entries_that_share_their_content_are_counted_each() throws IOException {
        byte[] packed = RawZip.deflated(new byte[400_000], true);
        CRC32 sum = new CRC32();
        sum.update(new byte[400_000]);
        RawZip zip = new RawZip().add("0.csv", packed, sum.getValue(), 400_000);
        for (int i = 1; i < 90; i++) {
            zip.listOnly(i + ".csv", packed, sum.getValue(), 400_000, 0);
        }

        assertRefused(
                zip.write(folder.resolve("overlap.zip")),
                ReasonCode.TOO_MUCH_PACKED,
                "more than 100 times its own size");
    }

    @Test
    void all_that_is_packed_is_bounded_together() throws IOException {
        UnpackLimits limits = new UnpackLimits(1_000_000, 3_000_000, 100_000, 100);
        RawZip zip = new RawZip();
        for (int i = 0; i < 4; i++) {
            zip.add(i + ".csv", "x".repeat(900_000));
        }
        Path file = zip.write(folder.resolve("large.zip"));

        assertThatThrownBy(() -> unpacked.of(file, SheetSettings.NONE, new Unpacker(limits, null, "")))
                .hasMessageContaining("more than 3000000 bytes are packed in it (invitations.limit.unpacked-size)");
    }

    @ParameterizedTest
    @ValueSource(ints = {100_001, 1, 0xFFFF})
    void too_many_entries_are_not_even_listed(int claimed) throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 100_001; i++) {
            zip.listOnly(i + ".csv", new byte[0], 0, 0, 0);
        }

        UnpackLimits large = new UnpackLimits(50_000_000, 200_000_000, 100, 100);
        Path file = zip.write(folder.resolve("many.zip"), claimed, "");
        assertThatThrownBy(() -> unpacked.of(file, SheetSettings.NONE, new Unpacker(large, null, "")))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isIn(ReasonCode.TOO_MUCH_PACKED, ReasonCode.INVALID_CONTAINER));
    }

    @Test
    void one_entry_more_than_may_be_is_refused_by_the_limit() throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 101; i++) {
            zip.add(i + ".csv", CSV);
        }

        assertRefused(
                zip.write(folder.resolve("many.zip")),
                ReasonCode.TOO_MUCH_PACKED,
                "more than 100 entries in it (invitations.limit.entries)");
    }

    @Test
    void a_zip_that_two_readers_could_read_in_two_ways_is_refused() throws IOException {
        RawZip zip = new RawZip().add("people.csv", CSV);

        assertRefused(
                zip.write(folder.resolve("more.zip"), 2, ""),
                ReasonCode.INVALID_CONTAINER,
                "another number of entries");
        assertRefused(
                zip.write(folder.resolve("behind.zip"), 1, "x"),
                ReasonCode.INVALID_CONTAINER,
                "its list of entries is not at its end");
    }

    @Test
    void a_zip_that_is_damaged_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(new RawZip().add("people.csv", CSV).write(folder.resolve("people.zip")));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x55;
            Path file = Files.write(folder.resolve("changed.zip"), changed);
            try {
                assertThat(unpacked.of(file).values()).containsAnyOf(CSV);
            } catch (FileRefusedException refused) {
                assertThat(refused.code())
                        .isIn(ReasonCode.INVALID_CONTAINER, ReasonCode.TOO_MUCH_PACKED, ReasonCode.UNSUPPORTED_FILE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "people.zip, named .zip",
        "people.csv.gz, named .gz",
        "people.xlsx, named .xlsx",
        "people.pgp, named .pgp"
    })
    void text_that_is_named_as_a_container_is_refused(String name, String reason) throws IOException {
        assertRefused(Files.writeString(folder.resolve(name), CSV), ReasonCode.INVALID_CONTAINER, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "photo.csv, 'ÿØÿà\u0000\u0010JFIF', a picture",
        "people.csv, %PDF-1.7, a PDF",
        "people.csv, '<!DOCTYPE html><html>', a web page",
        "people.csv, 'Rar!\u001A\u0007', an archive of another kind",
        "people.xls, 'ÐÏ\u0011à¡±\u001Aá', save it as 'Excel Workbook (.xlsx)' without a password",
        "people.docx, email, named as a document is",
        "people.csv, '-----BEGIN PGP PUBLIC KEY BLOCK-----', a key or a signature"
    })
    void what_is_no_csv_is_refused_with_what_it_is(String name, String start, String reason) throws IOException {
        Path file = Files.write(folder.resolve(name), start.getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(file, ReasonCode.UNSUPPORTED_FILE, reason);
    }

    @ParameterizedTest
    @CsvSource({"word/document.xml, a document", "xl/workbook.bin, another kind", "mimetype, another kind"})
    void documents_that_are_zips_inside_are_refused_as_documents(String entry, String reason) throws IOException {
        Path file = new RawZip().add("[Content_Types].xml", "x").add(entry, "x").write(folder.resolve("people.docx"));

        assertRefused(file, ReasonCode.UNSUPPORTED_FILE, reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_zip_with_an_entry_that_its_list_does_not_name_is_refused(int place) throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 3; i++) {
            if (i == place) {
                hide(zip);
            }
            zip.add("people" + i + ".csv", CSV);
        }
        if (place == 3) {
            hide(zip);
        }
        String reason = "an entry in it that its list of entries does not name";

        assertRefused(zip.write(folder.resolve("people.zip")), ReasonCode.INVALID_CONTAINER, reason);
        assertRefused(zip.writeLarge(folder.resolve("large.zip")), ReasonCode.INVALID_CONTAINER, reason);
    }

    @Test
    void so_is_one_whose_list_is_empty_and_a_workbook() throws IOException {
        RawZip zip = new RawZip();
        hide(zip);
        assertRefused(zip.write(folder.resolve("people.zip")), ReasonCode.INVALID_CONTAINER, "does not name");
        RawZip workbook = new RawZip().add("[Content_Types].xml", "<Types/>").add("xl/workbook.xml", "<workbook/>");
        hide(workbook);
        assertRefused(workbook.write(folder.resolve("people.xlsx")), ReasonCode.INVALID_CONTAINER, "does not name");
    }

    @Test
    void what_looks_like_an_entry_within_another_is_none() throws IOException {
        Path zip = folder.resolve("outer.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            // Its sizes stand behind it.
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("people.csv"));
            out.write((CSV + "PK\u0003\u0004" + "x".repeat(40) + "\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(unpacked.of(zip)).hasSize(1);
    }

    private static void hide(RawZip zip) throws IOException {
        zip.isListed = false;
        zip.add("hidden.csv", CSV);
        zip.isListed = true;
    }

    @Test
    void an_encrypted_file_is_refused_where_there_is_no_key() throws IOException {
        assertRefused(
                Files.writeString(folder.resolve("people.csv"), "-----BEGIN PGP MESSAGE-----\n\nxx"),
                ReasonCode.CANNOT_DECRYPT,
                "its operator sets invitations.pgp.key-file");
    }

    private Path gzip(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
        return file;
    }

    private void assertRefused(Path file, ReasonCode code, String reason) {
        assertThatThrownBy(() -> unpacked.of(file)).isInstanceOfSatisfying(FileRefusedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.reason()).contains(reason);
        });
    }
}

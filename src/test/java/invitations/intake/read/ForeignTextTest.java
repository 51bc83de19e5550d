package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import invitations.feed.SheetSettings;
import invitations.intake.cell.EmailSuggestion;
import invitations.intake.container.UnpackLimits;
import invitations.intake.unpack.Unpacker;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.UnpackedFiles;
import invitations.testing.XlsxFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to take long, or to fill the memory: they cost no more than others of their size. */
class ForeignTextTest {
    private static final int LONGEST = 4_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"[", "\\", "\"", "_", "[h", "\"[", "[h]\"", ";[", "a/", "general["})
    void a_number_format_costs_no_more_than_another_of_its_length(String piece) throws IOException {
        String bad = piece.repeat(LONGEST / piece.length());
        Path hostile = formats(bad.replace("\"", "&quot;"), "hostile.xlsx");
        Path harmless = formats("0".repeat(LONGEST), "harmless.xlsx");
        unpack(harmless);
        unpack(hostile);

        long usual = cpu(() -> unpack(harmless));
        assertThat(cpu(() -> unpack(hostile))).isLessThan(12 * usual);
    }

    @Test
    void an_address_costs_no_more_than_another_of_its_length() {
        String bad = ";".repeat(398) + "x@";
        String harmless = "x".repeat(398) + ";@";
        EmailSuggestion.of(bad);

        long usual = cpu(() -> IntStream.range(0, 5_000).forEach(i -> EmailSuggestion.of(harmless)));
        assertThat(cpu(() -> IntStream.range(0, 5_000).forEach(i -> EmailSuggestion.of(bad))))
                .isLessThan(5 * usual);
    }

    @Test
    void a_number_of_many_digits_is_not_read() {
        String cells = IntStream.rangeClosed(1, 3)
                .mapToObj(row -> "<row r=\"" + row + "\"><c><v>" + "9".repeat(39_000) + "</v></c></row>")
                .collect(Collectors.joining());

        assertRefused(new XlsxFile().rows(cells), ReasonCode.INVALID_SHEET, "a number or a date that cannot be read");
    }

    @Test
    void number_formats_and_names_are_counted_also_where_they_take_the_place_of_others() {
        assertRefused(
                new XlsxFile()
                        .rows("")
                        .part(
                                "xl/styles.xml",
                                "<s>" + "<numFmt numFmtId=\"170\" formatCode=\"0\"/>".repeat(5_001) + "</s>"),
                ReasonCode.TOO_MUCH_PACKED,
                "number formats");
        assertRefused(
                new XlsxFile()
                        .rows("")
                        .part(
                                "xl/_rels/workbook.xml.rels",
                                "<r>" + "<Relationship Id=\"rId1\" Target=\"a\"/>".repeat(1_001) + "</r>"),
                ReasonCode.TOO_MUCH_PACKED,
                "sheets or parts");
    }

    @Test
    void xml_is_counted() {
        assertRefused(
                new XlsxFile().rows("<a>".repeat(200_000)), ReasonCode.TOO_MUCH_PACKED, "elements in one another");
        assertRefused(
                new XlsxFile().rows("<row" + attributes(0, 300) + "/>"), ReasonCode.TOO_MUCH_PACKED, "attributes");
        assertRefused(
                new XlsxFile()
                        .rows(IntStream.range(0, 3_000)
                                .mapToObj(i -> "<a" + i + "/>")
                                .collect(Collectors.joining())),
                ReasonCode.TOO_MUCH_PACKED,
                "2000 names");
        assertRefused(
                new XlsxFile()
                        .rows(IntStream.range(0, 30)
                                .mapToObj(i -> "<row" + attributes(100 * i, 100) + "/>")
                                .collect(Collectors.joining())),
                ReasonCode.TOO_MUCH_PACKED,
                "names");
        assertRefused(
                new XlsxFile()
                        .rows(IntStream.range(0, 3_000)
                                .mapToObj(i -> "<row xmlns:x=\"n" + i + "\"/>")
                                .collect(Collectors.joining())),
                ReasonCode.TOO_MUCH_PACKED,
                "names");
    }

    private static String attributes(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> " a" + i + "=\"\"")
                .collect(Collectors.joining());
    }

    @Test
    void gzip_members_are_counted_and_some_are_read() throws IOException {
        byte[] empty = gzip("");
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 10_001; i++) {
            many.write(empty);
        }
        Path file = Files.write(folder.resolve("many.csv.gz"), many.toByteArray());
        assertThatThrownBy(() -> unpack(file))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.TOO_MUCH_PACKED));

        ByteArrayOutputStream some = new ByteArrayOutputStream();
        some.write(gzip("email\n"));
        some.write(gzip("ada@example.org\n"));
        some.write(new byte[100]);
        assertThat(unpack(Files.write(folder.resolve("some.csv.gz"), some.toByteArray())))
                .containsEntry("some.csv", "email\nada@example.org\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16, 30})
    void a_gzip_header_may_have_all_its_parts(int flags) throws IOException {
        byte[] plain = gzip("email\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, 3);
        bytes.write(flags);
        bytes.write(plain, 4, 6);
        if ((flags & 4) != 0) {
            bytes.write(new byte[] {3, 0, 1, 2, 3});
        }
        if ((flags & 8) != 0) {
            bytes.write("name\0".getBytes(StandardCharsets.US_ASCII));
        }
        if ((flags & 16) != 0) {
            bytes.write("comment\0".getBytes(StandardCharsets.US_ASCII));
        }
        if ((flags & 2) != 0) {
            bytes.write(new byte[2]);
        }
        bytes.write(plain, 10, plain.length - 10);

        assertThat(unpack(Files.write(folder.resolve("a.csv.gz"), bytes.toByteArray())))
                .containsEntry("a.csv", "email\n");
    }

    @Test
    void a_file_that_takes_longer_than_its_time_is_refused_and_one_that_is_larger_has_more() throws IOException {
        AtomicLong clock = new AtomicLong();
        TimeBudget each = TimeBudget.each(clock::get, Duration.ofSeconds(60), () -> false);
        TimeBudget small = each.begin(10);
        TimeBudget large = each.begin(50_000_000);
        clock.set(Duration.ofSeconds(61).toNanos());
        small.check();
        clock.set(Duration.ofSeconds(62).toNanos());
        large.check();
        assertThatThrownBy(small::check)
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.READING_TIMEOUT))
                .hasMessageContaining("longer than 61 s (invitations.limit.reading-time");

        // Each look at the clock takes a second.
        TimeBudget slow = TimeBudget.each(
                () -> clock.addAndGet(Duration.ofSeconds(1).toNanos()), Duration.ofSeconds(60), () -> false);
        String rows = IntStream.rangeClosed(1, 50_000)
                .mapToObj(row -> "<row r=\"" + row + "\"><c><v>1</v></c></row>")
                .collect(Collectors.joining());
        Path workbook = new XlsxFile().rows(rows).write(folder.resolve("slow.xlsx"));
        assertThatThrownBy(() -> new Unpacker(UnpackedFiles.LIMITS, null, "")
                        .unpack(
                                workbook,
                                "slow.xlsx",
                                () -> SheetSettings.NONE,
                                new UnpackedFiles(folder.resolve("slow")),
                                slow.begin(Files.size(workbook))))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.READING_TIMEOUT));
    }

    @Test
    void of_workbooks_with_many_texts_one_is_read_at_a_time_and_waiting_is_not_counted() throws Exception {
        String[] texts = IntStream.range(0, 60_000).mapToObj(i -> "<t>x</t>").toArray(String[]::new);
        Path large = new XlsxFile()
                .texts(texts)
                .rows("<row><c t=\"s\"><v>0</v></c></row>")
                .write(folder.resolve("large.xlsx"));
        assertThat(unpack(large)).isEqualTo(unpack(large));

        Semaphore permit = new Semaphore(1);
        permit.acquire();
        AtomicLong clock = new AtomicLong();
        AtomicBoolean isStopping = new AtomicBoolean();
        TimeBudget budget = TimeBudget.each(clock::get, Duration.ofSeconds(60), isStopping::get)
                .begin(1);
        Thread waiting = new Thread(() -> {
            budget.acquire(permit);
            budget.check();
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        clock.set(Duration.ofHours(1).toNanos());
        permit.release();
        waiting.join();
        budget.check();

        isStopping.set(true);
        assertThatThrownBy(() -> budget.acquire(permit)).isInstanceOf(ReadingStoppedException.class);
    }

    @Test
    void a_stop_of_the_program_ends_the_reading_without_a_word_about_the_file() {
        TimeBudget stopped =
                TimeBudget.each(() -> 0, Duration.ofSeconds(60), () -> true).begin(1);
        assertThatThrownBy(stopped::check).isInstanceOf(ReadingStoppedException.class);
        TimeBudget.ENDLESS.begin(1).check();
    }

    private Path formats(String code, String name) throws IOException {
        String formats = IntStream.range(0, 1_000)
                .mapToObj(i -> "<numFmt numFmtId=\"" + (200 + i) + "\" formatCode=\"" + code + "\"/>")
                .collect(Collectors.joining());
        return new XlsxFile()
                .rows("<row><c t=\"inlineStr\"><is><t>email</t></is></c></row>")
                .part("xl/styles.xml", "<styleSheet><numFmts>" + formats + "</numFmts></styleSheet>")
                .write(folder.resolve(name));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void assertRefused(XlsxFile workbook, ReasonCode code, String reason) {
        assertThatThrownBy(() -> unpack(workbook.write(folder.resolve("a.xlsx"))))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code))
                .hasMessageContaining(reason);
    }

    private java.util.Map<String, String> unpack(Path file) throws IOException {
        Path to = Files.createTempDirectory(folder, "unpacked");
        UnpackLimits limits = new UnpackLimits(50_000_000, 200_000_000, 100_000, 100);
        return new UnpackedFiles(to).of(file, SheetSettings.NONE, new Unpacker(limits, null, ""));
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Of this thread, so that what else the machine does is not counted. */
    private static long cpu(Work work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        try {
            work.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return threads.getCurrentThreadCpuTime() - start;
    }
}

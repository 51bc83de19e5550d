package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.csv.Dialect;
import invitations.csv.TextRules;
import invitations.feed.CsvSettings;
import invitations.feed.Feed;
import invitations.feed.FeedPrechecks;
import invitations.feed.Mapping;
import invitations.feed.Restrictions;
import invitations.intake.check.RowPlanner;
import invitations.intake.column.ColumnNames;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.testing.PlannedRows;
import invitations.testing.TestChannel;
import invitations.testing.TestTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;

/**
 * Reads and plans files that were changed at random, for {@code -Dinvitations.fuzz.seconds}, 60 unless it is set.
 * {@code -Dinvitations.fuzz.seed} begins with a seed; each file has the seed after that of the one before.
 */
class ReaderFuzzTest {
    private static final ReadLimits LIMITS = new ReadLimits(500, 4_000, 1_000, 50);
    private static final List<Charset> CHARSETS = Stream.of(
                    "UTF-8", "UTF-16", "UTF-16LE", "UTF-32BE", "windows-1252", "ISO-8859-2", "windows-1251", "GB18030")
            .map(Charset::forName)
            .toList();
    private static final List<String> FLOODS = List.of(
            "\"", "'", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\\", "\0", "\uFEFF", "sep=;\n", "a", "é", "\uFFFD",
            "\",\"");

    @Test
    void whatever_a_file_is_its_rows_come_or_a_refusal() throws IOException {
        long seconds = Long.getLong("invitations.fuzz.seconds", 20);
        long first = Long.getLong(
                "invitations.fuzz.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        List<byte[]> samples = samples();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long seed = first;
        long planned = 0;
        for (; System.nanoTime() < end; seed++) {
            Random random = new Random(seed);
            byte[] file = mutated(samples, random);
            CsvSettings settings = settings(random);
            try {
                planned += plan(file, settings) ? 1 : 0;
            } catch (Throwable broken) {
                throw new AssertionError(
                        "-Dinvitations.fuzz.seed=" + seed + " with " + settings + " and the file "
                                + Base64.getEncoder().encodeToString(file),
                        broken);
            }
        }
        System.out.println("fuzzed " + (seed - first) + " files from seed " + first + " on: " + planned
                + " were planned, the others refused");
        assertThat(planned).isPositive().isLessThan(seed - first);
    }

    /** False when the file is refused. */
    private static boolean plan(byte[] bytes, CsvSettings settings) throws IOException {
        Feed feed = new Feed(
                "default",
                null,
                null,
                "acme",
                null,
                "admin",
                Map.of(),
                FeedPrechecks.NONE,
                settings,
                Mapping.NONE,
                Restrictions.NONE);
        TestChannel channel = new TestChannel(bytes);
        List<InputRow> rows = new ArrayList<>();
        RowReader records;
        long valid = 0;
        long invalid = 0;
        long skipped = 0;
        try {
            records = DropFile.of(channel).records(settings, LIMITS, ColumnNames.known(feed, TestTarget.BOTH));
            RowPlanner planner = RowPlanner.begin(records, feed, TestTarget.BOTH, PlannedRows.RULES);
            while (records.hasNext()) {
                InputRow row = records.next();
                rows.add(row);
                PlannedRow made = planner.plan(row);
                valid += made instanceof PlannedRow.Valid ? 1 : 0;
                invalid += made instanceof PlannedRow.Invalid ? 1 : 0;
                skipped += made instanceof PlannedRow.Skipped ? 1 : 0;
            }
            rows.add(0, planner.header());
        } catch (FileRefusedException refused) {
            assertThat(refused.line()).isNotNegative();
            assertThat(refused.reason()).isNotBlank().hasSizeLessThan(2_000);
            return false;
        }
        assertThat(valid + invalid + skipped).as("sum").isEqualTo(rows.size() - 1);
        assertBounded(rows);
        assertComplete(rows, records, bytes);
        return true;
    }

    private static void assertBounded(List<InputRow> rows) {
        long line = 0;
        for (InputRow row : rows) {
            assertThat(row.line()).isGreaterThan(line);
            line = row.line();
            assertThat(row.cells()).hasSizeBetween(1, (int) LIMITS.columns());
            assertThat(row.cells()).allMatch(cell -> cell.length() <= LIMITS.cell());
        }
        assertThat(rows).hasSizeLessThanOrEqualTo((int) LIMITS.rows() + 1);
    }

    /** The parser alone finds as many records as there are rows, blank ones, and ones before the header. */
    private static void assertComplete(List<InputRow> rows, RowReader records, byte[] bytes) throws IOException {
        String charset = records.input().charset();
        int unit = charset.startsWith("UTF-32") ? 4 : charset.startsWith("UTF-16") ? 2 : 1;
        // Half a character at the end is one that marks the end.
        String text = new String(Arrays.copyOf(bytes, bytes.length - bytes.length % unit), Charset.forName(charset));
        Dialect dialect = records.input().dialect();
        text = tidied(text, dialect.delimiter());
        CSVFormat format = RowReader.format(dialect)
                .builder()
                .setIgnoreSurroundingSpaces(true)
                .get();
        if (text.matches("(?is)\"?sep=[^\r\n].*") && rows.get(0).line() > 1) {
            // What the first line says is no record; whether it was taken so shows in the delimiter.
            String rest = text.replaceFirst("(?is)^\"?sep=[^\r\n]\"?[^\r\n]*(\r\n|\r|\n|$)", "");
            text = parsed(rest, format) == counted(rows, records) ? rest : text;
        }
        assertThat(parsed(text, format)).as("records").isEqualTo(counted(rows, records));
    }

    private static long counted(List<InputRow> rows, RowReader records) {
        return rows.size()
                + records.input().preambleRecords()
                + records.input().blankRecords()
                + records.input().repeatedHeaders();
    }

    /** The text without marks and what stands behind its end; blanks are those that the parser takes for such. */
    private static String tidied(String text, char delimiter) {
        String begun = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String marked = begun.startsWith("ï»¿") ? begun.substring(3) : begun;
        String plain = marked.replace("\uFEFF", "").replaceFirst("[\u001A\u0000][\u001A\u0000\r\n \t]*$", "");
        StringBuilder tidied = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            tidied.append(c != delimiter && TextRules.isGap(c) ? ' ' : c);
        }
        return tidied.toString();
    }

    private static long parsed(String text, CSVFormat format) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            return parser.stream().count();
        } catch (UncheckedIOException refused) {
            return -1;
        }
    }

    private static CsvSettings settings(Random random) {
        if (random.nextInt(3) > 0) {
            return CsvSettings.NONE;
        }
        return new CsvSettings(
                random.nextBoolean() ? CHARSETS.get(4 + random.nextInt(4)) : null,
                random.nextBoolean() ? ",;\t|".charAt(random.nextInt(4)) : null,
                random.nextInt(4) == 0 ? '\'' : '"',
                random.nextInt(3) == 0 ? '\\' : null);
    }

    private static byte[] mutated(List<byte[]> samples, Random random) {
        byte[] file = samples.get(random.nextInt(samples.size()));
        if (random.nextInt(4) == 0) {
            Charset charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
            file = new String(file, StandardCharsets.UTF_8).getBytes(charset);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            file = mutatedOnce(file, random);
        }
        return file;
    }

    private static byte[] mutatedOnce(byte[] file, Random random) {
        int place = random.nextInt(file.length + 1);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(file, place, random);
            case 1 -> Arrays.copyOf(file, place);
            case 2 -> Arrays.copyOfRange(file, place, file.length);
            case 3 -> {
                byte[] noise = new byte[random.nextInt(8)];
                random.nextBytes(noise);
                yield inserted(file, place, noise);
            }
            case 4 -> {
                byte[] again = Arrays.copyOfRange(file, place, Math.min(file.length, place + random.nextInt(200)));
                yield inserted(file, random.nextInt(file.length + 1), again);
            }
            default -> {
                String flood = FLOODS.get(random.nextInt(FLOODS.size()))
                        .repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 5_000 : 4));
                yield inserted(file, place, flood.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static byte[] flipped(byte[] file, int place, Random random) {
        byte[] flipped = file.clone();
        if (place < flipped.length) {
            flipped[place] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] inserted(byte[] file, int place, byte[] more) {
        byte[] longer = Arrays.copyOf(file, file.length + more.length);
        System.arraycopy(more, 0, longer, place, more.length);
        System.arraycopy(file, place, longer, place + more.length, file.length - place);
        return longer;
    }

    private static List<byte[]> samples() throws IOException {
        List<byte[]> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("samples"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                samples.add(Files.readAllBytes(file));
            }
        }
        for (String seed : List.of(
                "email\n",
                "email\nann@example.org\n",
                "sep=;\r\nemail;first_name\r\nann@example.org;\"Ann; née \"\"X\"\"\"\r\n",
                "version:v1.0,,,\nemail,platform_key,team,\nann@example.org,acme,\"a\nb\",\n,,,\nbob@example.org,acme,,\n",
                "\uFEFFemail|first_name\r'ann@example.org'|Zoë\rbob@example.org|a\\|b\r",
                "email\tfirst_name\nann@example.org\tŁukasz Wałęsa\n")) {
            samples.add(seed.getBytes(StandardCharsets.UTF_8));
        }
        return samples;
    }
}

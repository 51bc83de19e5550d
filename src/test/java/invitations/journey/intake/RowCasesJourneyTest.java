package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.invitation.RowStatus;
import invitations.invitation.WarningCode;
import invitations.invitation.WarningCount;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.operate.ArchivedInputCheck;
import invitations.report.Summary;
import invitations.sandbox.store.Mail;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of {@code ../shared/cases} that are about rows, numbers and containers, each against what must become of it: who was
 * invited where and with what, by the record of the sandbox, and what the report says of the others.
 */
class RowCasesJourneyTest {
    private static final Path CASES = Path.of("../shared/cases");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> verdicts = new LinkedHashMap<>();

    @TempDir
    Path folder;

    @Test
    void each_file_becomes_what_its_line_says() throws Exception {
        assumeTrue(Files.isDirectory(CASES), "skipped: no " + CASES);
        texts();
        endsAndMarks();
        linesAndNumbers();
        containers();
        workbooks();
        List<String> wrong = new ArrayList<>();
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                for (Map.Entry<String, String> each : verdicts.entrySet()) {
                    String found = verdict(stage, runtime, CASES.resolve(each.getKey()));
                    if (!found.equals(each.getValue())) {
                        wrong.add(each.getKey() + "\n   expected " + each.getValue() + "\n   but was  " + found);
                    }
                }
                assertThat(wrong).isEmpty();
                assertThat(stage.invited().values()).containsOnly(1L);
                assertThat(ArchivedInputCheck.read(stage.home(), runtime.ledger(), Set.of())
                                .findings())
                        .isEmpty();
            }
        }
    }

    private void add(String file, String verdict) {
        verdicts.put(file, verdict);
    }

    private void texts() {
        add(
                "F11a-quoted-after-blank.csv",
                "f11a@example.org to acme {first_name=Ada, last_name=Lovelace}; f11b@example.org to acme"
                        + " {first_name=Bob, last_name=Baker} | QUOTED_AFTER_BLANK 6 [1, 2, 3]");
        add(
                "F11b-unquoted-header-quoted-cells.csv",
                "f11c@example.org to acme {first_name=Cal, last_name=Carter}; f11d@example.org to acme"
                        + " {first_name=Dan, last_name=Doe}; f11e@example.org to acme"
                        + " {first_name=Eve, last_name=Evans, Jr.} | QUOTED_AFTER_BLANK 4 [2, 4]");
        add("F11c-address-is-second.csv", "f11f@example.org to acme {first_name=Fay} | QUOTED_AFTER_BLANK 2 [1, 2]");
        add(
                "F11d-program-key-quoted.csv",
                "f11g@example.org to acme+p1 {}; f11h@example.org to acme+p1 {} | QUOTED_AFTER_BLANK 3 [1, 2, 3]");
        add("V11h-course-id-quoted.csv", "v11h@example.org to course-v1:Acme+C1+2026 {} | QUOTED_AFTER_BLANK 2 [1, 2]");
        add("V11i-target-quoted.csv", "v11i@example.org to gitorg {role=read} | QUOTED_AFTER_BLANK 4 [1, 2]");
        add(
                "V11j-expired-quoted.csv",
                "v11j@example.org to acme {} until 2031-01-01T00:00:00Z inactive | QUOTED_AFTER_BLANK 4 [1, 2]");
        add(
                "F12-blanks-around-commas.csv",
                "f12a@example.org to acme {Name=Tom Reed, Notes=n1, Phone=0123456789}; f12b@example.org to acme"
                        + " {Name=Jon Cass, Notes=n2, Phone=0123456790}");
        add("F13-no-header-with-mark.csv", "NO_HEADER 1");
        add(
                "F16-excel-drops-last-commas.csv",
                people(new String[] {
                            "f16n1 N1 L1 x", "f16n2 N2 L2 x", "f16n3 N3 L3 x",
                        })
                        + "; " + shortPeople(17) + "; " + people(new String[] {"f16z Zed Zorn y"})
                        + " | SHORT_ROW 17 [5, 6, 7, 8, 9, 10, 11, 12, 13, 14]");
        add(
                "F21-formula-text.csv",
                "f21a@example.org to acme {employee_no=00123, first_name=Ada}; f21b@example.org to acme"
                        + " {employee_no=00124, first_name=Bob}");
    }

    private static String people(String[] people) {
        return Arrays.stream(people)
                .map(person -> person.split(" "))
                .map(parts -> parts[0] + "@example.org to acme {first_name=" + parts[1] + ", last_name=" + parts[2]
                        + (parts.length > 3 ? ", note=" + parts[3] : "") + "}")
                .collect(Collectors.joining("; "));
    }

    private static String shortPeople(int count) {
        List<String> people = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            people.add("f16s" + n + " S" + n + " L" + n);
        }
        return people(people.toArray(String[]::new));
    }

    private void endsAndMarks() {
        add("F14a-mark-then-quoted-header.csv", "f14a@example.org to acme {first_name=Ada}");
        add("F14b-two-marks.csv", "f14b@example.org to acme {first_name=Bob} | BYTE_ORDER_MARK 1 [1]");
        add(
                "F14c-mark-in-the-middle.csv",
                "f14c@example.org to acme {first_name=Cal}; f14d@example.org to acme {first_name=Dan};"
                        + " f14e@example.org to acme {first_name=Eve}; f14f@example.org to acme {first_name=Fay}"
                        + " | BYTE_ORDER_MARK 3 [3, 5, 6] REPEATED_HEADER 1 [3]");
        add("F14d-mark-behind-sep.csv", "f14g@example.org to acme {first_name=Gus} | BYTE_ORDER_MARK 1 [2]");
        add("F14e-mark-misread-as-latin.csv", "f14h@example.org to acme {first_name=Hal} | BYTE_ORDER_MARK 1 [1]");
        add("F14f-two-marks-quoted.csv", "f14i@example.org to acme {first_name=Ivy} | BYTE_ORDER_MARK 1 [1]");
        add(
                "F15b-zero-width-in-names.csv",
                "f15b@example.org to acme {first_name=Bob, last_name=Baker}; f15c@example.org to acme"
                        + " {first_name=Cal, last_name=Carter}; f15d@example.org to acme {first_name=Dan, last_name=Doe};"
                        + " f15e@example.org to acme {first_name=Eve, last_name=Evans}"
                        + " | INVISIBLE_CHARACTER 4 [2, 3]");
        add("F19a-ctrl-z.csv", "f19a@example.org to acme {first_name=Ada} | END_MARK 1 []");
        add("F19b-nul-tail.csv", "f19b@example.org to acme {first_name=Bob} | END_MARK 1 []");
        add("F19c-ctrl-z-glued.csv", "f19c@example.org to acme {first_name=Cal} | END_MARK 1 []");
        add(
                "F19d-nul-between.csv",
                "f19d@example.org to acme {first_name=Dan}; f19e@example.org to acme {first_name=Eve};"
                        + " 3:INVALID:CONTROL_CHARACTER | SHORT_ROW 1 [3]");
    }

    private void linesAndNumbers() {
        add(
                "F20a-scientific-usernames.csv",
                "f20ok to acme {first_name=Ok}; 2:INVALID:INVALID_USERNAME; 3:INVALID:INVALID_USERNAME;"
                        + " 4:INVALID:INVALID_USERNAME");
        add("F20b-float-usernames.csv", "1003 to acme {}; 2:INVALID:INVALID_USERNAME; 3:INVALID:INVALID_USERNAME");
        add("F20c-scientific-keys.csv", "f20a@example.org to acme {employee_no=2.02611E+11} | ROUNDED_NUMBER 1 [2]");
        add(
                "F29a-appended-instead-of-overwritten.csv",
                "f29a@example.org to acme {first_name=Ada}; f29b@example.org to acme {first_name=Bob};"
                        + " 5:DUPLICATE:DUPLICATE_IN_FILE; 6:DUPLICATE:DUPLICATE_IN_FILE | REPEATED_HEADER 1 [4]");
        add(
                "F33a-lone-cr-in-a-cell.csv",
                "f33b@example.org to acme {first_name=Bob, last_name=Baker}; 2:INVALID:TOO_FEW_CELLS;"
                        + " 3:INVALID:TOO_FEW_CELLS MISSING_VALUE");
        add(
                "F33b-lone-cr-one-column-file.csv",
                "f33e@example.org to acme {note=x}; 2:INVALID:TOO_FEW_CELLS; 3:INVALID:TOO_FEW_CELLS");
        add("F33c-crcrlf.csv", "f33f@example.org to acme {first_name=Fay}; f33g@example.org to acme {first_name=Gus}");
        add("F35-each-line-in-quotes.csv", "NO_HEADER 1");
        add(
                "F39-crlf-before-the-comma.csv",
                "f39b@example.org to acme {first_name=Bob, last_name=Baker}; 2:INVALID:TOO_FEW_CELLS;"
                        + " 3:INVALID:TOO_FEW_CELLS MISSING_VALUE");
    }

    private void containers() {
        add(
                "P01-two-gzip-members.csv.gz",
                "p01a@example.org to acme {first_name=Ada}; p01b@example.org to acme {first_name=Bob};"
                        + " p01c@example.org to acme {first_name=Cal}");
        add("P02b-gzip-with-rest-behind.csv.gz", "INVALID_CONTAINER 0");
        add("P02c-second-member-cut.csv.gz", "INVALID_CONTAINER 0");
        add("P02d-second-member-head-cut.csv.gz", "INVALID_CONTAINER 0");
        add("P02e-plain-text-behind-gzip.csv.gz", "INVALID_CONTAINER 0");
        add("P03-backslash-folders.zip", "p03a@example.org to acme {first_name=Ada}");
        add("P04-dos-names.zip", "p04a@example.org to acme {first_name=Ada}");
        add("P04b-explorer-umlaut.zip", "p04b@example.org to acme {first_name=Ada}");
        add("P05-readme-beside.zip", "INVALID_CONTAINER 0");
    }

    private void workbooks() {
        add(
                "V05k-address-on-two-lines.xlsx",
                "v05k@example.org to acme {first_name=Ada}; v05l@example.org to acme {first_name=Bob}");
        add(
                "X01-zeros-by-format.xlsx",
                "x01a@example.org to acme {employee_no=00123, first_name=Ada}; x01b@example.org to acme"
                        + " {employee_no=0004567, first_name=Bob}; x01c@example.org to acme"
                        + " {employee_no=00089, first_name=Cal}; x01d@example.org to acme"
                        + " {employee_no=0.5, first_name=Dan}");
        for (String name : List.of(
                "X02-workbook2 x02",
                "X03-prefixed-names x03",
                "X04-absolute-targets x04",
                "X04b-dotted-targets x4b",
                "X04c-dot-slash-targets x4c",
                "X05-backslashes x05",
                "X10a-zip64-sizes x10",
                "X10b-zip64-end-record x1b",
                "X16-lower-case-references x16")) {
            String person = name.substring(name.indexOf(' ') + 1);
            add(name.substring(0, name.indexOf(' ')) + ".xlsx", two(person));
        }
        add(
                "X06-iso-dates.xlsx",
                "x06a@example.org to acme {joined=2024-03-17T00:00:00} until 2031-05-04T00:00:00Z;"
                        + " x06b@example.org to acme {joined=2024-03-17} until 2031-05-04T00:00:00Z");
        add("X08-empty-first-sheet.xlsx", two("x08") + " | SHEET_CHOSEN 1 []");
        add("X08b-cover-sheet-first.xlsx", two("x8b") + " | SHEET_CHOSEN 1 []");
        add("X11-shared-strings-elsewhere.xlsx", "x11a@example.org to acme {first_name=Ada}");
        add("X12-styles-elsewhere.xlsx", "x12a@example.org to acme {joined=2024-03-17} until 2031-06-01T00:00:00Z");
        add("X14-formula-texts.xlsx", "INVALID_SHEET 3");
        add(
                "X17-merged-cells.xlsx",
                "x17a@example.org to acme {first_name=Ada, team=North}; x17b@example.org to acme"
                        + " {first_name=Bob, team=North} | MERGED_CELL 1 [4]");
    }

    private static String two(String person) {
        return person + "a@example.org to acme {first_name=Ada}; " + person + "b@example.org to acme {first_name=Bob}";
    }

    /** Who was invited in the order of the file, the rows that were not, and the warnings. */
    private String verdict(SandboxStage stage, InvitationRuntime runtime, Path file) throws Exception {
        int before = stage.sandbox().record().size();
        List<Drop> drops = runtime.receive(runtime.receiving().copy(file, "default", false));
        assertThat(drops).as(file.toString()).hasSize(1);
        Drop drop = drops.get(0).isOpen() ? runtime.send(drops.get(0)) : drops.get(0);
        Path report = runtime.reports().folder(drop);
        JsonNode summary = JSON.readTree(report.resolve("report.json").toFile());
        if (drop.code() != null) {
            assertThat(stage.sandbox().record()).hasSize(before);
            return drop.code() + " " + drop.line();
        }
        List<ResultRow> rows = runtime.ledger().results().page(drop, 0, 1_000);
        List<Mail> mails = stage.sandbox().record();
        List<String> verdict = invited(stage, mails.subList(before, mails.size()), Files.readString(input(report)));
        rows.stream()
                .filter(row -> row.status() != RowStatus.INVITED)
                .map(row -> row.line() + ":" + row.status() + ":" + row.code())
                .forEach(verdict::add);
        List<WarningCount> warnings = Summary.of(runtime.ledger(), drop).warnings();
        assertThat(summary.path("rows").asInt()).isEqualTo(rows.size());
        assertThat(summary.path("warnings")).hasSize(warnings.size());
        assertThat(summary.path("input").path("short_rows").asLong()).isEqualTo(count(warnings, "SHORT_ROW"));
        assertThat(summary.path("input").path("repeated_headers").asLong())
                .isEqualTo(count(warnings, "REPEATED_HEADER"));
        // Which columns are sent along is no matter of how rows are read.
        List<WarningCount> ofRows = warnings.stream()
                .filter(warning -> warning.code() != WarningCode.METADATA_COLUMNS)
                .toList();
        return String.join("; ", verdict)
                + (ofRows.isEmpty() ? "" : " | ")
                + ofRows.stream()
                        .map(warning -> warning.code() + " " + warning.count() + " " + warning.lines())
                        .collect(Collectors.joining(" "));
    }

    private static long count(List<WarningCount> warnings, String code) {
        return warnings.stream()
                .filter(warning -> warning.code().name().equals(code))
                .mapToLong(WarningCount::count)
                .sum();
    }

    private static Path input(Path report) throws IOException {
        try (var files = Files.list(report)) {
            return files.filter(file -> file.getFileName().toString().startsWith("input."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** In the order in which the people stand in the file. */
    private static List<String> invited(SandboxStage stage, List<Mail> mails, String input) throws Exception {
        Map<Integer, String> found = new TreeMap<>();
        for (Mail mail : mails) {
            found.put(
                    input.indexOf(mail.person()),
                    mail.person() + " to " + mail.key() + " "
                            + (mail.target().equals("gitbook")
                                    ? "{role=" + mail.metadata().get("role") + "}"
                                    : listed(stage, mail)));
        }
        assertThat(found).hasSameSizeAs(mails);
        return new ArrayList<>(found.values());
    }

    /** {@return what the API has of an invitation: its metadata without the marker, and what differs from most} */
    private static String listed(SandboxStage stage, Mail mail) throws Exception {
        String who = mail.email() == null ? "username=" + mail.username() : "email=" + mail.email();
        JsonNode item = stage.listed(mail.target() + "/?platform_key=" + mail.platform() + "&"
                        + who.substring(0, who.indexOf('=') + 1)
                        + URLEncoder.encode(who.substring(who.indexOf('=') + 1), StandardCharsets.UTF_8))
                .path(0);
        Set<String> metadata = new TreeSet<>();
        item.path("metadata").properties().stream()
                .filter(member -> !member.getKey().startsWith("invitation_"))
                .forEach(member ->
                        metadata.add(member.getKey() + "=" + member.getValue().asText()));
        return "{" + String.join(", ", metadata) + "}"
                + (item.path("expired").isTextual()
                        ? " until " + item.path("expired").asText()
                        : "")
                + (item.path("active").asBoolean() ? "" : " inactive");
    }
}

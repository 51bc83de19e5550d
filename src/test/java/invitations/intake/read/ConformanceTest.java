package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import invitations.feed.CsvSettings;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.testing.CsvText;
import invitations.testing.SharedTestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the reading of CSV to public test material. The verdict on a case is that its records come back as published,
 * unless a verdict of its own stands here.
 */
class ConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is to come of a case where it is not what its authors publish. */
    private sealed interface Verdict {
        /** The records as published, except blank ones, and blank cells beyond the columns that have names. */
        record WithoutBlanks() implements Verdict {}

        record Refused(ReasonCode code, long line) implements Verdict {}

        /** Other records, for a reason. */
        record Differs(String reason, List<List<String>> records) implements Verdict {}

        /** Not about RFC 4180, for a reason. */
        record NotOurs(String reason) implements Verdict {}
    }

    private static final Verdict AS_PUBLISHED = new Verdict.WithoutBlanks();
    private static final String BLANKS = "blanks between a closing quote and the comma do not belong to the value";
    private static final String BLANKS_BEFORE =
            "blanks between the comma and an opening quote do not belong to the value either";
    private static final Verdict REPEATED = new Verdict.Differs("a header that comes again is no row", List.of());
    private static final String ONE_SIGN = "a delimiter is one sign";

    private static final Verdict FUNCTION = new Verdict.NotOurs("the caller of PapaParse changes it by a function");
    private static final Verdict RENAMES = new Verdict.NotOurs("columns of one name are refused, not renamed");

    private static final Map<String, Verdict> JAVA_CSV_COMPARISON = Map.ofEntries(
            Map.entry("open-quotation-1", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)),
            Map.entry("open-quotation-2", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)),
            Map.entry(
                    "comments-none-7",
                    new Verdict.Differs("a header that comes again is no row", List.of(List.of("#")))),
            Map.entry(
                    "different-field-count-2",
                    new Verdict.Differs(
                            "cells that are missing at the end are empty",
                            List.of(List.of("A", "B"), List.of("C", "")))),
            Map.entry("spaces-around-quotes-1", new Verdict.Differs(BLANKS, List.of(List.of("D")))),
            Map.entry("spaces-around-quotes-2", new Verdict.Differs(BLANKS, List.of(List.of("A,B")))),
            Map.entry("spaces-around-quotes-3", new Verdict.Differs(BLANKS_BEFORE, List.of(List.of("D")))),
            Map.entry("spaces-around-quotes-4", new Verdict.Differs(BLANKS_BEFORE, List.of(List.of("D")))),
            Map.entry("spaces-around-quotes-5", new Verdict.Differs(BLANKS_BEFORE, List.of(List.of("A,B")))));

    /** Options of PapaParse that are about something else. */
    private static final Map<String, String> FOREIGN_OPTIONS = Map.of(
            "comments", "there are no comments in RFC 4180",
            "dynamicTyping", "values are text until a column's type is known",
            "escapeChar", "a quote is escaped by a quote",
            "preview", "files are read whole",
            "skipFirstNLines", "the first record is the header");

    private static final Map<String, Verdict> PAPA_PARSE = Map.ofEntries(
            Map.entry("CORE_PARSER_TESTS 17", new Verdict.Differs(BLANKS_BEFORE, List.of(List.of("A", "B", "C")))),
            Map.entry("CORE_PARSER_TESTS 19", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)),
            Map.entry("CORE_PARSER_TESTS 20", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)),
            Map.entry("CORE_PARSER_TESTS 21", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)),
            Map.entry("CORE_PARSER_TESTS 22", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)),
            Map.entry("CORE_PARSER_TESTS 23", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)),
            Map.entry(
                    "CORE_PARSER_TESTS 33",
                    new Verdict.Differs("a header that comes again is no row", List.of(List.of("a", "b")))),
            Map.entry("CORE_PARSER_TESTS 59", RENAMES),
            Map.entry("CORE_PARSER_TESTS 60", RENAMES),
            Map.entry("CORE_PARSER_TESTS 61", RENAMES),
            Map.entry("CORE_PARSER_TESTS 62", RENAMES),
            Map.entry(
                    "PARSE_TESTS 9",
                    new Verdict.Differs(
                            "CR, LF and CRLF end lines alike, in one file too",
                            List.of(List.of("a", "b", "c"), List.of("d", "e", "f"), List.of("g", "h", "i")))),
            Map.entry("PARSE_TESTS 10", REPEATED),
            Map.entry(
                    "PARSE_TESTS 12",
                    new Verdict.Differs("cells that are missing at the end are empty", List.of(List.of("a", "b", "")))),
            Map.entry("PARSE_TESTS 17", REPEATED),
            Map.entry("PARSE_TESTS 18", REPEATED),
            Map.entry("PARSE_TESTS 27", FUNCTION),
            Map.entry("PARSE_TESTS 34", FUNCTION),
            Map.entry("PARSE_TESTS 35", FUNCTION),
            Map.entry("PARSE_TESTS 37", FUNCTION),
            Map.entry("PARSE_TESTS 38", FUNCTION),
            Map.entry("PARSE_TESTS 39", FUNCTION),
            Map.entry("PARSE_TESTS 24", new Verdict.NotOurs("a line break parts no cells")),
            Map.entry(
                    "PARSE_TESTS 67",
                    new Verdict.Differs(
                            "a delimiter is found by the names of the header alone",
                            List.of(List.of("one|two", "two|three"), List.of("four|five", "five|six")))),
            Map.entry("PARSE_TESTS 69", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)),
            Map.entry("PARSE_TESTS 70", new Verdict.Refused(ReasonCode.MALFORMED_CSV, 1)));

    @TestFactory
    Stream<DynamicTest> csv_spectrum() throws IOException {
        List<Path> files = files(SharedTestData.path("csv-spectrum/csvs"));
        assertThat(files).hasSize(12);
        return files.stream().map(file -> {
            String name = file.getFileName().toString();
            return dynamicTest(name, () -> {
                Path json = SharedTestData.path("csv-spectrum/json").resolve(name.replace(".csv", ".json"));
                List<List<String>> records = cells(Files.readAllBytes(file), CsvText.COMMA);
                JsonNode published = JSON.readTree(json.toFile());
                if (name.equals("location_coordinates.csv")) {
                    // What is published is one object instead of a list, and has another telephone number.
                    ((ObjectNode) published).put("Contact Phone Number", "2095257564");
                    published = JSON.createArrayNode().add(published);
                }
                assertThat(named(records)).isEqualTo(published);
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> java_csv_comparison() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, Verdict> verdicts = new HashMap<>(JAVA_CSV_COMPARISON);
        for (Path file : files(SharedTestData.path("javacsvcomparison"))) {
            JsonNode suite = new YAMLMapper().readTree(file.toFile());
            String comments = suite.at("/settings/commentMode").asText("NONE");
            for (JsonNode check : suite.get("checks")) {
                Verdict verdict = comments.equals("NONE")
                        ? verdicts.getOrDefault(check.get("id").asText(), AS_PUBLISHED)
                        : new Verdict.NotOurs("there are no comments in RFC 4180");
                verdicts.remove(check.get("id").asText());
                for (String end : List.of("\n", "\r", "\r\n")) {
                    tests.add(dynamicTest(
                            check.get("id").asText() + " with "
                                    + end.replace("\r", "CR").replace("\n", "LF"),
                            () -> judge(
                                    lines(check.get("input").asText(), end),
                                    CsvText.COMMA,
                                    false,
                                    records(check.get("records"), end),
                                    verdict)));
                }
            }
        }
        assertThat(verdicts).as("verdicts on cases that are not there").isEmpty();
        assertThat(tests).hasSize(3 * 60);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> papa_parse() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, Verdict> verdicts = new HashMap<>(PAPA_PARSE);
        JsonNode cases =
                JSON.readTree(SharedTestData.path("papaparse/cases.json").toFile());
        for (String suite : List.of("CORE_PARSER_TESTS", "PARSE_TESTS")) {
            int number = 0;
            for (JsonNode one : cases.get(suite)) {
                String name = suite + " " + number++;
                Verdict verdict = verdicts.getOrDefault(name, ofOptions(one.path("config")));
                verdicts.remove(name);
                tests.add(dynamicTest(
                        name + ": " + one.get("description").asText(),
                        () -> judge(
                                one.get("input").asText(),
                                settings(one.path("config")),
                                one.at("/config/header").asBoolean(),
                                records(one.at("/expected/data"), "\n"),
                                verdict)));
            }
        }
        assertThat(verdicts).as("verdicts on cases that are not there").isEmpty();
        assertThat(tests).hasSize(160);
        return tests.stream();
    }

    @Test
    void byte_order_marks() throws IOException {
        Map<String, Object> verdicts = new TreeMap<>();
        for (Path file : files(SharedTestData.path("bom"))) {
            try {
                verdicts.put(file.getFileName().toString(), cells(Files.readAllBytes(file), CsvText.COMMA));
            } catch (FileRefusedException refused) {
                verdicts.put(file.getFileName().toString(), refused.code() + " " + refused.line());
            }
        }

        List<List<String>> records = List.of(List.of("foo", "üÜß"), List.of("123", "456"));
        assertThat(verdicts)
                .containsOnlyKeys(
                        "utf8_bom.csv",
                        "utf8_nobom.csv",
                        "utf16be_bom.csv",
                        "utf16le_bom.csv",
                        "utf32be_bom.csv",
                        "utf32le_bom.csv");
        assertThat(verdicts.values()).allMatch(records::equals);
    }

    private static Verdict ofOptions(JsonNode config) {
        for (Map.Entry<String, String> foreign : FOREIGN_OPTIONS.entrySet()) {
            if (config.has(foreign.getKey())) {
                return new Verdict.NotOurs(foreign.getValue());
            }
        }
        return config.path("delimiter").asText(",").length() > 1 ? new Verdict.NotOurs(ONE_SIGN) : AS_PUBLISHED;
    }

    private static CsvSettings settings(JsonNode config) {
        return new CsvSettings(
                null,
                config.path("delimiter").asText(",").charAt(0),
                config.path("quoteChar").asText("\"").charAt(0),
                null);
    }

    private static void judge(
            String input, CsvSettings settings, boolean header, List<List<String>> published, Verdict verdict) {
        if (verdict instanceof Verdict.NotOurs) {
            return;
        }
        List<List<String>> found = List.of();
        List<List<String>> expected = List.of();
        String refusal = "";
        try {
            List<List<String>> records = cells(input.getBytes(StandardCharsets.UTF_8), settings);
            found = header ? records.subList(1, records.size()) : records;
            expected = header ? CsvText.withoutBlanks(records.get(0), published) : CsvText.withoutBlanks(published);
        } catch (FileRefusedException refused) {
            refusal = refused.code() + " " + refused.line();
        }
        if (verdict instanceof Verdict.Refused refused) {
            assertThat(refusal).isEqualTo(refused.code() + " " + refused.line());
        } else if (verdict instanceof Verdict.Differs differs) {
            assertThat(refusal).isEmpty();
            assertThat(found).as(differs.reason()).isEqualTo(differs.records()).isNotEqualTo(expected);
        } else if (verdict instanceof Verdict.WithoutBlanks) {
            assertThat(refusal).isEmpty();
            assertThat(found).isEqualTo(expected);
        }
    }

    private static JsonNode named(List<List<String>> records) {
        List<Map<String, String>> named = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            Map<String, String> one = new TreeMap<>();
            for (int i = 0; i < record.size(); i++) {
                one.put(records.get(0).get(i), record.get(i));
            }
            named.add(one);
        }
        return JSON.valueToTree(named);
    }

    private static List<List<String>> records(JsonNode data, String end) {
        List<List<String>> records = new ArrayList<>();
        for (JsonNode record : data) {
            List<String> cells = new ArrayList<>();
            for (JsonNode cell : record) {
                // What PapaParse finds beyond the header's names is a list of its own.
                (cell.isArray() ? cell : List.of(cell)).forEach(value -> cells.add(lines(value.asText(), end)));
            }
            records.add(cells);
        }
        return records;
    }

    /** The signs of JavaCsvComparison for ends of lines. */
    private static String lines(String text, String end) {
        return text.replace("⏎", end)
                .replace("␤", "\r\n")
                .replace("␍", "\r")
                .replace("␊", "\n")
                .replace('␠', ' ');
    }

    private static List<List<String>> cells(byte[] bytes, CsvSettings settings) {
        return CsvText.rows(CsvText.records(bytes, settings, CsvText.WIDE)).stream()
                .map(InputRow::cells)
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}

package invitations.report;

import static invitations.testing.ReportFixture.invalid;
import static invitations.testing.ReportFixture.invited;
import static invitations.testing.ReportFixture.refused;
import static invitations.testing.ReportFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import invitations.invitation.FileRefusedException;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.Outcomes.BulkAnswer;
import invitations.testing.ReportFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode SCHEMA = schema();

    @TempDir
    Path folder;

    private ReportFixture home;

    @BeforeEach
    void open() {
        home = new ReportFixture(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Drop mixed() {
        Drop drop = home.plan(
                home.receive("for jane@x.org.csv"),
                List.of("email"),
                valid(Operation.BULK, 1, "a@x.org"),
                valid(2, "b@x.org"),
                valid(3, "b@x.org"),
                invalid(4, ReasonCode.INVALID_EMAIL, "bob@secret.org,"));
        home.call(drop, "bulk", 1, invited("1"), new BulkAnswer("bulk", 1, 1, List.of()));
        home.call(drop, "single", refused("b@x.org is blocked"));
        return drop;
    }

    private Drop refusedFile() {
        Drop drop = home.receive("people.csv");
        return home.ledger
                .drops()
                .refuse(drop, new FileRefusedException(ReasonCode.NO_HEADER, 1, "'ann@secret.org' is no column"));
    }

    private JsonNode report(Drop drop) throws IOException {
        Path written = drop.code() == null ? home.report(drop) : home.reports.write(drop);
        return MAPPER.readTree(Files.readString(written.resolve("report.json")));
    }

    @Test
    void the_schema_is_a_schema() {
        JsonSchema draft = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(draft.validate(SCHEMA)).isEmpty();
    }

    @Test
    void it_says_how_the_file_was_read() throws IOException {
        JsonNode input = report(mixed()).path("input");

        assertThat(input.path("charset").asText()).isEqualTo("UTF-8");
        assertThat(input.path("charset_by").asText()).isEqualTo("content");
        assertThat(input.path("delimiter").asText()).isEqualTo(",");
    }

    @Test
    void a_report_keeps_its_schema() throws IOException {
        assertThat(problems(report(mixed()))).isEmpty();
    }

    @Test
    void a_report_on_a_drop_without_rows_keeps_its_schema() throws IOException {
        assertThat(problems(report(home.plan(List.of("email"))))).isEmpty();
    }

    @Test
    void a_report_on_a_refused_file_keeps_its_schema() throws IOException {
        assertThat(problems(report(refusedFile()))).isEmpty();
    }

    @Test
    void everything_in_a_report_is_in_the_schema() throws IOException {
        Set<String> documented = names(SCHEMA.get("properties"));
        Set<String> found = names(report(mixed()));
        found.addAll(names(report(refusedFile())));
        // Only where a feed wants people to be on the platform first: the journeys of that have it.
        found.add("platform_first");
        // Only of dry runs and rosters, and where the same content comes again: by another name, or read otherwise.
        found.addAll(Set.of("also_dropped_as", "dry_run", "leavers", "reading", "superseded_by"));

        assertThat(found).isEqualTo(documented);
    }

    static Stream<Consumer<ObjectNode>> breaches() {
        return Stream.of(
                report -> report.put("version", 2),
                report -> report.remove("drop"),
                report -> report.put("rows", -1),
                report -> report.put("status", "OPEN"),
                report -> report.put("status", "REFUSED"),
                report -> report.put("state", "REFUSED"),
                report -> report.putObject("refusal")
                        .put("code", "NO_HEADER")
                        .put("line", 1)
                        .put("message", "so"),
                report -> report.put("successes", "1"),
                report -> report.withObject("times").put("received", "22.11.2026"),
                report -> report.withObject("by_status").put("PLANNED", 1),
                report -> report.withObject("by_status").put("LOST", 1),
                report -> report.withObject("by_code").put("no code", 1),
                report -> report.withArray("error_codes").addObject().put("text", "no count"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void what_is_no_report_breaks_the_schema(Consumer<ObjectNode> breach) throws IOException {
        ObjectNode report = (ObjectNode) report(mixed());
        breach.accept(report);

        assertThat(problems(report)).isNotEmpty();
    }

    @Test
    void it_says_what_became_of_the_drop() throws IOException {
        Drop drop = mixed();

        JsonNode report = report(drop);

        assertThat(report.get("drop").asText()).isEqualTo(drop.id());
        assertThat(report.get("sha256").asText()).isEqualTo(drop.content());
        assertThat(report.get("state").asText()).isEqualTo("REPORTED");
        assertThat(report.get("status").asText()).isEqualTo("SOME_NOT_INVITED");
        assertThat(report.get("times").get("received").asText()).isEqualTo("2026-11-22T23:59:59.120Z");
        assertThat(report.get("rows").asInt()).isEqualTo(4);
        assertThat(report.get("by_status").get("INVALID").asInt())
                .as("the invalid row, and the one that is the same as the refused one")
                .isEqualTo(2);
        assertThat(report.get("by_code").toString())
                .isEqualTo("{\"INVALID_EMAIL\":1,\"DUPLICATE_IN_FILE\":1,\"REFUSED_BY_API\":1}");
        assertThat(report.get("by_target").get("platform").asInt()).isEqualTo(3);
        assertThat(report.get("successes").asInt()).isEqualTo(1);
        assertThat(report.get("error_codes").toString())
                .isEqualTo("[{\"text\":\"b***@x.org is blocked\",\"count\":1}]");
    }

    @Test
    void it_says_why_a_file_was_refused() throws IOException {
        JsonNode report = report(refusedFile());

        assertThat(report.get("state").asText()).isEqualTo("REFUSED");
        assertThat(report.get("refusal").toString())
                .isEqualTo("{\"code\":\"NO_HEADER\",\"line\":1,\"message\":\"'a***@secret.org' is no column\"}");
        assertThat(report.get("times").get("planned").isNull()).isTrue();
    }

    @Test
    void it_has_no_address_wherever_one_could_come_from() throws IOException {
        assertThat(report(mixed()) + " " + report(refusedFile()))
                .doesNotContain("a@x.org", "b@x.org", "bob@", "ann@", "jane@");
    }

    private static List<String> problems(JsonNode report) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SCHEMA)
                .validate(report)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode schema() {
        String name = "report-v1.schema.json";
        try (InputStream schema = Objects.requireNonNull(Reports.class.getResourceAsStream(name), name)) {
            return MAPPER.readTree(schema);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

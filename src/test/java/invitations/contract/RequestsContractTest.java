package invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.camel.InvitationRuntime;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.routes.RouteCoverage;
import invitations.sandbox.Sandbox;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever files make the bundle ask of the vendors' APIs is as the vendors publish it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsContractTest {
    private static final String KEY = "contract-key-5c07";
    private static final Path DROPS = Path.of("src/test/resources/invitations/contract/drops");

    private static final FaultEffect GITBOOK_ERROR = new FaultEffect.Status(
            500, "application/json", "{\"error\":{\"code\":500,\"message\":\"Ordered by a test.\"}}", Map.of());

    /** No file asks for these: they are for people, for other programs, or not needed. */
    private static final Set<VendorCall> NOT_FOR_FILES = EnumSet.of(
            VendorCall.PLATFORM_CHECK,
            VendorCall.COURSE_LICENCES,
            VendorCall.GITBOOK_JOIN,
            VendorCall.GITBOOK_LINK_LIST,
            VendorCall.GITBOOK_LINK_SHOW,
            VendorCall.GITBOOK_LINK_UPDATE,
            VendorCall.GITBOOK_LINK_DELETE);

    private final List<ResultRow> rows = new ArrayList<>();

    private Sandbox sandbox;
    private Tap tap;

    @BeforeAll
    void drop_files_that_ask_for_everything(@TempDir Path folder) throws IOException {
        sandbox = Sandbox.start(SandboxSettings.withKey(KEY));
        tap = new Tap(sandbox.origin());
        Path home = folder.resolve("home");
        Path feeds = Files.createDirectories(home.resolve("feeds"));
        Files.writeString(feeds.resolve("default.properties"), "allow-admin = true\n");
        Files.writeString(feeds.resolve("looked-up.properties"), "precheck = list\n");
        try (InvitationRuntime runtime = InvitationRuntime.start(
                settings(home), InvitationRuntime.Mode.ONCE, context -> context.getCamelContextExtension()
                        .addInterceptStrategy(new RouteCoverage()))) {
            putInDoubt("platform");
            send(runtime, "platform", "default");
            putInDoubt("program");
            send(runtime, "program", "default");
            putInDoubt("course");
            send(runtime, "course", "looked-up");
            for (Endpoint endpoint : List.of(
                    Endpoint.PLATFORM_BLANK,
                    Endpoint.PROGRAM_BLANK,
                    Endpoint.COURSE_BLANK,
                    Endpoint.PLATFORM_REDEEM,
                    Endpoint.PROGRAM_REDEEM,
                    Endpoint.COURSE_REDEEM)) {
                sandbox.order(
                        Fault.at(endpoint).with(FaultEffect.Status.of(500)).afterTheWork());
            }
            sandbox.order(Fault.at(Endpoint.GITBOOK_INVITE).with(GITBOOK_ERROR).afterTheWork());
            send(runtime, "blank", "default");
            send(runtime, "redeem", "default");
            send(runtime, "gitbook", "default");
            send(runtime, "gitbook-link", "default");
        }
    }

    @AfterAll
    void close() {
        tap.close();
        sandbox.close();
    }

    /** The lists are asked for calls that were not made, and for one that was. */
    private void putInDoubt(String target) {
        for (Endpoint endpoint : Endpoint.values()) {
            if (endpoint.target().equals(target) && Set.of("single", "bulk").contains(endpoint.operation())) {
                sandbox.order(Fault.at(endpoint).times(3).with(FaultEffect.Status.of(500)));
                sandbox.order(
                        Fault.at(endpoint).with(FaultEffect.Status.of(500)).afterTheWork());
            }
        }
    }

    private Settings settings(Path home) {
        return Settings.load(
                Map.of(),
                Map.ofEntries(
                        setting(Property.HOME, home.toString()),
                        setting(Property.API_BASE_URL, tap.url() + "/dm"),
                        setting(Property.API_KEY, KEY),
                        setting(Property.GITBOOK_BASE_URL, tap.url() + "/v1"),
                        setting(Property.GITBOOK_TOKEN, KEY),
                        setting(Property.PAUSE_FIRST, "5ms"),
                        setting(Property.PAUSE_MAX, "20ms"),
                        setting(Property.SETTLE_TIME, "50ms")));
    }

    private static Map.Entry<String, String> setting(Property property, String value) {
        return Map.entry(property.variable(), value);
    }

    private void send(InvitationRuntime runtime, String file, String feed) throws IOException {
        Drop drop = runtime.receive(runtime.receiving().copy(DROPS.resolve(file + ".csv"), feed, false))
                .get(0);
        rows.addAll(runtime.ledger().results().page(runtime.send(drop), 0, 1000));
    }

    private Stream<Exchanged> seen(VendorCall call) {
        return tap.all().stream()
                .filter(exchanged -> VendorCall.of(exchanged).stream().anyMatch(call::equals));
    }

    @Test
    void every_row_was_sent_and_nobody_passed_the_tap_by() {
        assertThat(rows).hasSizeGreaterThan(40).allSatisfy(row -> assertThat(row.status())
                .isEqualTo(RowStatus.INVITED));
        assertThat(tap.all())
                .extracting(exchanged -> exchanged.method() + exchanged.path() + exchanged.query() + exchanged.status())
                .containsExactlyInAnyOrderElementsOf(sandbox.requests().stream()
                        .map(request -> request.method() + request.path() + request.query() + request.status())
                        .toList());
    }

    @Test
    void every_call_that_a_file_can_ask_for_was_made() {
        assertThat(tap.all().stream().flatMap(each -> VendorCall.of(each).stream()))
                .containsAll(EnumSet.complementOf(EnumSet.copyOf(NOT_FOR_FILES)));
    }

    @Test
    void every_request_is_as_published_but_for_what_is_known() {
        Set<String> findings = new TreeSet<>();
        tap.all().stream()
                .flatMap(exchanged -> VendorCall.requestFindings(exchanged).stream())
                .map(finding -> finding.replaceAll("/[0-9]+", "/*"))
                .forEach(findings::add);

        assertThat(findings).isEmpty();
    }

    /** A shape says nothing of a field that no request had. */
    @ParameterizedTest
    @CsvSource({
        "PLATFORM_SINGLE, email username platform_key active source redirect_to expired company_name first_name"
                + " last_name user_group user_group_owner_email metadata",
        "PROGRAM_SINGLE, email username program_key active source redirect_to expired enrollment_config" + " metadata",
        "COURSE_SINGLE, email username course_id active source redirect_to expired enrollment_config" + " metadata",
        "PLATFORM_BULK, platform_key invitation_data",
        "PROGRAM_BULK, platform_key invitation_data",
        "COURSE_BULK, platform_key invitation_data",
        "PLATFORM_BLANK, platform_key source count metadata",
        "PROGRAM_BLANK, program_key source count metadata",
        "COURSE_BLANK, course_id source count metadata",
        "PLATFORM_REDEEM, platform_key source email username metadata",
        "PROGRAM_REDEEM, program_key source email username metadata",
        "COURSE_REDEEM, course_id source email username metadata",
        "GITBOOK_INVITE, emails role sso",
        "GITBOOK_LINK_SINGLE, role level space collection"
    })
    void the_files_have_every_field_sent_that_they_can(VendorCall call, String fields) {
        Set<String> seen = new TreeSet<>();
        seen(call).map(exchanged -> Shape.json(exchanged.body())).forEach(body -> body.fieldNames()
                .forEachRemaining(seen::add));

        assertThat(seen).containsExactlyInAnyOrder(fields.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "PLATFORM_SINGLE, PLATFORM_BULK, platform_key",
        "PROGRAM_SINGLE, PROGRAM_BULK, program_key",
        "COURSE_SINGLE, COURSE_BULK, course_id"
    })
    void the_items_of_batches_have_the_fields_that_single_invitations_have(
            VendorCall single, VendorCall bulk, String key) {
        Set<String> alone = new TreeSet<>();
        Set<String> together = new TreeSet<>();
        seen(single).map(exchanged -> Shape.json(exchanged.body())).forEach(item -> item.fieldNames()
                .forEachRemaining(alone::add));
        seen(bulk)
                .flatMap(exchanged ->
                        Shape.json(exchanged.body()).path("invitation_data").valueStream())
                .forEach(item -> item.fieldNames().forEachRemaining(together::add));

        assertThat(together).contains(key).isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource({
        "PLATFORM_LIST, platform_key email username source active MARKER sort page page_size",
        "PROGRAM_LIST, platform_key program_key email username source active MARKER sort page page_size",
        "COURSE_LIST, platform_key course_id email username source active MARKER sort page page_size",
        "GITBOOK_MEMBERS, search limit"
    })
    void the_files_have_every_list_asked_in_each_way(VendorCall call, String parameters) {
        Set<String> seen = new TreeSet<>();
        // Whether for a call or for a whole drop depends on how many are in doubt at once.
        seen(call)
                .flatMap(exchanged -> exchanged.parameters().stream())
                .map(parameter -> parameter.getKey().replaceFirst("^invitation_(call|drop)$", "MARKER"))
                .forEach(seen::add);

        assertThat(seen).containsExactlyInAnyOrder(parameters.split(" ", -1));
    }

    @Test
    void every_answer_that_the_bundle_was_given_is_as_published() {
        assertThat(tap.all()).allSatisfy(exchanged -> assertThat(VendorCall.answerFindings(exchanged))
                .isEmpty());
    }

    @Test
    void all_items_of_a_batch_are_of_its_platform() {
        List<JsonNode> batches = seen(VendorCall.PLATFORM_BULK)
                .map(exchanged -> Shape.json(exchanged.body()))
                .toList();

        assertThat(batches)
                .extracting(batch -> batch.path("platform_key").asText())
                .contains("acme", "other");
        assertThat(batches)
                .allSatisfy(batch -> assertThat(batch.path("invitation_data").findValuesAsText("platform_key"))
                        .containsOnly(batch.path("platform_key").asText()));
    }
}

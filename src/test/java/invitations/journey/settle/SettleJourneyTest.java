package invitations.journey.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.invitation.RowStatus;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.settings.Property;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of rows in doubt, by what the API's lists say, or do not say. */
class SettleJourneyTest {
    private static final FaultEffect EMPTY_LIST = new FaultEffect.Status(
            200, "application/json", "{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}", Map.of());

    @TempDir
    Path folder;

    @Test
    void who_was_invited_before_is_not_invited_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"Person2@example.org\","
                    + "\"created\":\"2020-01-02T03:04:05Z\"}");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("Person2")
                            .with(FaultEffect.Status.of(500)));

            SandboxStage.Result result = stage.sent(
                    stage.file(
                            "people.csv",
                            "email,platform_key\nperson1@example.org,acme\nPerson2@example.org,acme\nperson3@example.org,acme\n"));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L, "ALREADY_INVITED", 1L));
            ResultRow row = result.rows().get(1);
            assertThat(row.code()).isEqualTo("ALREADY_INVITED");
            assertThat(row.message())
                    .isEqualTo("the API has an invitation for them already, made 2020-01-02T03:04:05Z");
            assertThat(row.remoteId()).isEqualTo("1");
            assertThat(stage.posts()).hasSize(1 + 3);
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @Test
    void where_the_lists_may_not_be_read_a_person_decides() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person[23]")
                            .times(2)
                            .with(FaultEffect.Status.of(500)));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(403)));
            Path file = stage.file("people.csv", PeopleCsv.platformRows(3));

            Program.Run run = stage.send(file);

            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out())
                    .contains("people.csv: 3 rows: 1 accepted by the API")
                    .contains("Stopped: the API cannot be asked: HTTP 403: Ordered by a test.");
            assertThat(stage.lists()).as("one is enough to know").hasSize(1);
            SandboxStage.Result result = stage.sent(file);
            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L, "NEEDS_REVIEW", 2L));
            assertThat(result.rows())
                    .filteredOn(row -> row.status() == RowStatus.NEEDS_REVIEW)
                    .allSatisfy(row -> assertThat(row.message())
                            .startsWith("it is not known whether they were invited, and the API will not say")
                            .contains("HTTP 403: Ordered by a test.")
                            .endsWith("look there, and decide"));
            assertThat(stage.report().resolve("dead-letter.csv")).content().contains("person2@example.org");
            assertThat(stage.posts()).hasSize(3);
        }
    }

    @Test
    void lists_that_are_away_for_a_while_are_asked_later() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2")
                            .with(FaultEffect.Status.of(500)));
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person3")
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(2).with(FaultEffect.Status.html(502)));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(2).with(new FaultEffect.Dropped()));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).with(new FaultEffect.Truncated()));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).with(FaultEffect.Status.html(200)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(3)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            assertThat(stage.posts()).hasSize(4);
        }
    }

    @Test
    void lists_that_stay_away_leave_the_drop_open_and_nobody_is_invited_again() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.GIVE_UP_AFTER, "300ms");
            stage.set(Property.SETTLE_TIME, "50ms");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2")
                            .with(FaultEffect.Status.of(500)));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(503)));
            Path file = stage.file("people.csv", PeopleCsv.platformRows(3));

            Program.Run run = stage.send(file);

            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(stage.posts()).hasSize(3);
            assertThat(stage.reports()).isEmpty();
            stage.sandbox().clearFaults();
            stage.set(Property.GIVE_UP_AFTER, "1m");
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @Test
    void a_list_that_asks_to_wait_pauses_its_target_and_no_other() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_LIST)
                            .with(FaultEffect.Status.of(429).withHeader("Retry-After", "2")));
            drop(stage, "first.csv", PeopleCsv.platformRows(1));
            await().until(() -> runtime.ledger().pauses().now().stream()
                    .anyMatch(wait -> wait.reason().contains("the API asks to slow down")));
            drop(
                    stage,
                    "second.csv",
                    "email,platform_key,program_key\nada@example.org,acme,\nada@example.org,acme,acme+logic\n");

            await().until(() -> stage.reports().size() == 2);

            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            RecordedRequest refused = stage.lists().get(0);
            assertThat(stage.sandbox().requests())
                    .filteredOn(request -> request.path().contains("/platform/")
                            && request.from().isAfter(refused.to()))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(request -> assertThat(request.from())
                            .isAfterOrEqualTo(refused.to().plusMillis(1900)));
            assertThat(runtime.ledger().drops().all()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"REFUSE_409, KEPT", "REFUSE_400, KEPT", "REFUSE_409, DROPPED", "REFUSE_400, DROPPED"})
    void a_no_to_the_second_attempt_may_mean_that_the_first_one_was_late(
            Variants.Repeat repeat, Variants.Metadata metadata) throws IOException {
        Variants variants = Variants.standard().withRepeat(repeat).withMetadata(metadata);
        try (SandboxStage stage = SandboxStage.open(
                folder, SandboxSettings.withKey(SandboxStage.KEY).withVariants(variants))) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2")
                            .with(new FaultEffect.Dropped())
                            .afterTheWork());
            // As if it had not been there yet: two questions in each of two readings, with one for a witness in
            // between.
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(2).with(EMPTY_LIST));
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_LIST).from(2).times(2).with(EMPTY_LIST));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(3)));

            assertThat(stage.posts()).hasSize(4).last().satisfies(post -> assertThat(post.status())
                    .isEqualTo(repeat == Variants.Repeat.REFUSE_409 ? 409 : 400));
            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(result.rows().get(1).message()).isEqualTo("found on asking");
            assertThat(result.rows().get(1).remoteId()).isNotBlank();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void a_filter_that_the_api_does_not_know_keeps_nobody_from_being_asked_for_by_name(int status) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2")
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).with(FaultEffect.Status.of(status)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(3)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(result.stops()).isEmpty();
            assertThat(stage.lists()).hasSize(2);
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    private static void drop(SandboxStage stage, String name, String text) throws IOException {
        SandboxStage.write(stage.home().resolve("drop").resolve(name), text);
    }
}

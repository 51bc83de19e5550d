package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.invitation.RowStatus;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.sandbox.work.InvitationRef;
import invitations.settings.Property;
import invitations.testing.Aside;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API is asked for people before they are invited: who has an invitation gets no other. */
class PrecheckJourneyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"platform", "program"})
    void who_was_invited_elsewhere_is_not_invited_again(String target) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "precheck=list\n");
            String program = target.equals("program") ? "acme+logic" : "";
            String key = program.isEmpty() ? "" : ",\"program_key\":\"acme+logic\"";
            for (String name : List.of("Pending", "accepted", "expired")) {
                stage.post(
                        target + "/", "{\"platform_key\":\"acme\",\"email\":\"" + name + "@example.org\"" + key + "}");
            }
            stage.sandbox().accept(InvitationRef.to(target, "accepted@example.org"));
            stage.sandbox().expire(InvitationRef.to(target, "expired@example.org"));
            String rows = "email,platform_key,program_key\n";
            for (String name : List.of("Pending", "accepted", "expired", "new")) {
                rows += name + "@example.org,acme," + program + "\n";
            }

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows));

            assertThat(result.rows())
                    .extracting(ResultRow::status)
                    .containsExactly(
                            RowStatus.ALREADY_INVITED, RowStatus.ALREADY_INVITED, RowStatus.INVITED, RowStatus.INVITED);
            assertThat(result.rows().get(0).message())
                    .startsWith("the API has an invitation for them already, pending");
            assertThat(result.rows().get(1).message())
                    .startsWith("the API has an invitation for them already, accepted");
            assertThat(result.rows().get(0).remoteId()).isEqualTo("1");
            assertThat(stage.sandbox().record()).hasSize(3 + 2);
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404})
    void where_the_api_will_not_say_nobody_is_invited_unseen(int status) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "precheck=list\n");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(status)));
            Path file = stage.file("people.csv", PeopleCsv.ADA);

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo("CANNOT_ASK");
            assertThat(stage.posts()).isEmpty();
            stage.verify();
            stage.sandbox().clearFaults();
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 1L));
            stage.verify();
        }
    }

    @Test
    void a_list_that_is_away_leaves_the_drop_open() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.GIVE_UP_AFTER, "300ms");
            stage.set(Property.SETTLE_TIME, "50ms");
            stage.feed("default", "precheck=list\n");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(503)));
            Path file = stage.file("people.csv", PeopleCsv.ADA);

            assertThat(stage.send(file).exitCode()).isEqualTo(5);

            assertThat(stage.posts()).isEmpty();
            stage.sandbox().clearFaults();
            stage.set(Property.GIVE_UP_AFTER, "1m");
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }

    @Test
    void a_key_that_is_not_taken_leaves_rows_unprocessed() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.API_KEY, "wrong");
            stage.feed("default", "precheck=list\n");

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.ADA));

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 1L));
            assertThat(stage.posts()).isEmpty();
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.Moment.class)
    void a_call_of_which_nobody_knows_the_end_is_settled_as_ever(Fault.Moment moment) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "precheck=list\n");
            Fault fault = Fault.at(Endpoint.PLATFORM_SINGLE).with(FaultEffect.Status.of(500));
            stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);

            assertThat(stage.sent(stage.file("people.csv", PeopleCsv.ADA)).counts())
                    .isEqualTo(Map.of("INVITED", 1L));

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }

    @Test
    void who_is_invited_by_somebody_else_while_the_drop_is_being_sent_is_found() throws Exception {
        int people = 200;
        try (SandboxStage stage = SandboxStage.open(
                folder, SandboxSettings.withKey(SandboxStage.KEY).withLatency(Duration.ofMillis(10)))) {
            stage.feed("default", "precheck=list\n");
            Path file = stage.file("people.csv", PeopleCsv.platformRows(people));
            CompletableFuture<Program.Run> sending = Aside.supply(() -> stage.send(file));
            await().until(() -> !stage.posts().isEmpty());
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"person" + people + "@example.org\"}");

            assertThat(sending.get().exitCode()).isZero();

            assertThat(stage.invited().values()).hasSize(people).containsOnly(1L);
            assertThat(stage.lists()).as("each of them was asked about once").hasSize(people);
            stage.verify();
        }
    }

    @Test
    void a_window_and_the_one_behind_it_are_all_that_is_looked_up_before_it_is_sent() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "precheck=list\n");

            assertThat(stage.sent(stage.file("people.csv", PeopleCsv.platformRows(333)))
                            .counts())
                    .isEqualTo(Map.of("INVITED", 333L));

            int looked = 0;
            int sent = 0;
            for (RecordedRequest request : stage.sandbox().requests()) {
                if (request.method().equals("POST")) {
                    sent++;
                } else {
                    looked++;
                }
                assertThat(looked - sent).isBetween(0, 150);
            }
        }
    }

    @Test
    void a_row_that_was_looked_up_and_then_had_to_wait_is_looked_up_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "precheck=list\n");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).always().with(FaultEffect.Status.of(429)));
            Path file = stage.file("people.csv", PeopleCsv.ADA);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                CompletableFuture<SandboxStage.Result> sending = Aside.supply(() -> sent(runtime, file));
                await().until(() -> stage.posts().size() > 1);
                runtime.sending().stop();
                assertThat(sending.get().counts())
                        .as("put off, or looked up again")
                        .doesNotContainKey("INVITED");
            }
            stage.sandbox().clearFaults();
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"ada@example.org\"}");

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }

    @Test
    void a_slow_rate_does_not_keep_rows_from_being_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SEND_RATE, "20");
            stage.feed("default", "precheck=list\n");

            assertThat(stage.sent(stage.file("people.csv", PeopleCsv.platformRows(30)))
                            .counts())
                    .isEqualTo(Map.of("INVITED", 30L));

            assertThat(stage.lists()).hasSize(30);
            stage.verify();
        }
    }

    /** Their rows wait for first steps, which are looked up and sent as well. */
    @Test
    void first_steps_are_looked_up_and_sent_before_the_rows_that_wait_for_them() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "precheck=list\nensure-platform=invite\n");
            StringBuilder rows = new StringBuilder("email,platform_key,program_key\n");
            for (int n = 1; n <= 120; n++) {
                rows.append("person").append(n).append("@example.org,acme,acme+logic\n");
            }

            assertThat(stage.sent(stage.file("people.csv", rows.toString())).counts())
                    .isEqualTo(Map.of("INVITED", 120L));

            assertThat(stage.invited().values()).hasSize(240).containsOnly(1L);
            assertThat(stage.lists()).hasSize(240);
            stage.verify();
        }
    }

    private static SandboxStage.Result sent(InvitationRuntime runtime, Path file) {
        try {
            return SandboxStage.send(runtime, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.invitation.DropState;
import invitations.sandbox.Sandbox;
import invitations.sandbox.config.Access;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.settings.Property;
import invitations.testing.Aside;
import invitations.testing.LatePort;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops or slows a drop as a whole, and how it goes on from there. */
class StopJourneyTest {
    @TempDir
    Path folder;

    @Test
    void a_wrong_key_costs_one_request_and_the_right_one_sends_exactly_the_rest() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(30));
            stage.set(Property.API_KEY, "wrong-key");

            Program.Run refused = stage.send(file);

            assertThat(refused.exitCode()).isEqualTo(6);
            assertThat(refused.out()).contains("Stopped: the API does not accept the key: Invalid token.");
            assertThat(stage.sandbox().requestCount()).isEqualTo(1);
            assertThat(Files.readAllLines(stage.report().resolve("dead-letter.csv")))
                    .hasSize(31)
                    .filteredOn(line -> line.contains(",UNPROCESSED,NOT_AUTHENTICATED,"))
                    .hasSize(30);

            stage.set(Property.API_KEY, SandboxStage.KEY);
            Program.Run accepted = stage.send(file);

            assertThat(accepted.exitCode()).isZero();
            assertThat(stage.sandbox().requestCount()).isEqualTo(31);
            assertThat(stage.invited()).hasSize(30).allSatisfy((person, times) -> assertThat(times)
                    .isEqualTo(1));
            assertThat(stage.report().resolve("dead-letter.csv")).doesNotExist();
        }
    }

    @Test
    void a_key_that_is_revoked_on_the_way_costs_at_most_the_calls_on_their_way() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(60));
            stage.sandbox().order(Fault.at().from(20).always().with(FaultEffect.Status.of(401)));

            SandboxStage.Result stopped = stage.sent(file);

            assertThat(stopped.counts()).isEqualTo(Map.of("INVITED", 19L, "UNPROCESSED", 41L));
            assertThat(stopped.stops()).singleElement().asString().startsWith("the API does not accept the key");
            // Eight on their way, and the two behind them that wait for a connection.
            assertThat(stage.posts().size()).isLessThanOrEqualTo(19 + 10);

            stage.sandbox().clearFaults();

            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 60L));
            assertThat(stage.invited().values()).containsOnly(1L);
        }
    }

    @Test
    void a_missing_permission_stops_that_operation_only() throws IOException {
        SandboxSettings settings = SandboxSettings.withKey(SandboxStage.KEY)
                .withAccess(Access.to("other").withLimitedKey(SandboxStage.KEY, Endpoint.PROGRAM_BULK));
        try (SandboxStage stage = SandboxStage.open(folder, settings)) {
            Path file = stage.file("people.csv", "email,platform_key,program_key\n" + mixedRows(20));

            Program.Run run = stage.send(file);

            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out())
                    .contains("10 accepted by the API, 10 not sent")
                    .contains("Stopped: the key may not do this");
            assertThat(stage.invited()).hasSize(10);
            assertThat(stage.posts())
                    .filteredOn(request -> request.path().contains("/program/"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After", "X-RateLimit-Reset"})
    void an_api_that_asks_to_slow_down_is_left_alone_and_everybody_is_invited(String header) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(20));
            // The last of them is a call that goes alone after a pause: no other is on its way then.
            stage.set(Property.SEND_CONCURRENCY, "1");
            String value = header.equals("Retry-After") ? "1" : "now+2";
            stage.sandbox()
                    .order(Fault.at()
                            .from(5)
                            .times(4)
                            .with(FaultEffect.Status.of(429).withHeader(header, value)));

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 20L));
            assertThat(stage.invited().values()).hasSize(20).containsOnly(1L);
            List<RecordedRequest> posts = stage.posts();
            RecordedRequest last = posts.stream()
                    .filter(request -> request.status() == 429)
                    .reduce((a, b) -> b)
                    .orElseThrow();
            List<RecordedRequest> after = posts.stream()
                    .filter(request -> request.from().isAfter(last.to()))
                    .toList();
            assertThat(after).isNotEmpty();
            Instant earliest = header.equals("Retry-After")
                    ? last.to().plusMillis(600)
                    : Instant.ofEpochSecond(last.from().getEpochSecond() + 2);
            assertThat(after.get(0).from()).isAfterOrEqualTo(earliest);
            // What the API put off does not count as an attempt.
            assertThat(result.rows())
                    .allSatisfy(row -> assertThat(row.attempts()).isEqualTo(1));
        }
    }

    @Test
    void a_single_row_that_is_put_off_is_sent_in_the_end() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().times(3).with(FaultEffect.Status.of(429)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(1)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.posts()).hasSize(4);
        }
    }

    @Test
    void an_api_that_comes_up_late_gets_everything() throws Exception {
        try (LatePort port = LatePort.take();
                SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.API_BASE_URL, "http://127.0.0.1:" + port.number() + "/dm");
            Path file = stage.file("people.csv", PeopleCsv.platformRows(20));
            CompletableFuture<Sandbox> late;
            SandboxStage.Result result;
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                late = Aside.supply(() -> {
                    await().until(() -> !runtime.ledger().pauses().now().isEmpty());
                    return port.open();
                });
                result = SandboxStage.send(runtime, file);
            }

            try (Sandbox api = late.get()) {
                assertThat(result.counts()).isEqualTo(Map.of("INVITED", 20L));
                assertThat(SandboxStage.invited(api.record()).values())
                        .hasSize(20)
                        .containsOnly(1L);
                assertThat(result.rows())
                        .allSatisfy(row -> assertThat(row.attempts()).isEqualTo(1));
            }
        }
    }

    @Test
    void an_api_that_stays_away_leaves_the_drop_open_and_the_same_file_goes_on() throws IOException {
        try (LatePort port = LatePort.take();
                SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.API_BASE_URL, "http://127.0.0.1:" + port.number() + "/dm");
            stage.set(Property.GIVE_UP_AFTER, "200ms");
            Path file = stage.file("people.csv", PeopleCsv.platformRows(20));

            Program.Run away = stage.send(file);

            assertThat(away.exitCode()).isEqualTo(5);
            assertThat(away.out()).contains("Not finished. 20 rows").contains("stays open: send the same file again");
            assertThat(stage.reports()).isEmpty();
            assertThat(stage.run("status").out()).containsPattern("SENDING  default/people.csv  20 rows: .*RETRYABLE");

            stage.set(Property.GIVE_UP_AFTER, "1m");
            try (Sandbox api = port.open()) {
                Program.Run there = stage.send(file);

                assertThat(there.exitCode()).isZero();
                assertThat(there.err()).contains("Going on with people.csv");
                assertThat(there.out().lines().filter(line -> line.startsWith("people.csv: 20 rows: 20 accepted")))
                        .hasSize(1);
                assertThat(SandboxStage.invited(api.record()).values())
                        .hasSize(20)
                        .containsOnly(1L);
            }
            assertThat(stage.reports()).hasSize(1);
        }
    }

    @Test
    void rows_that_were_not_sent_hold_nobody_up() throws IOException {
        try (LatePort port = LatePort.take();
                SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.API_BASE_URL, "http://127.0.0.1:" + port.number() + "/dm");
            stage.set(Property.GIVE_UP_AFTER, "100ms");
            Path first = stage.file("first.csv", PeopleCsv.platformRows(1));
            Path second = stage.file("second.csv", "email,platform_key,note\nperson1@example.org,acme,again\n");

            assertThat(stage.sent(first).counts()).isEqualTo(Map.of("RETRYABLE", 1L));
            stage.set(Property.GIVE_UP_AFTER, "1m");
            try (Sandbox api = port.open()) {
                assertThat(stage.sent(second).counts()).isEqualTo(Map.of("INVITED", 1L));
                assertThat(stage.sent(first).counts()).isEqualTo(Map.of("ALREADY_INVITED", 1L));
                assertThat(SandboxStage.invited(api.record()).values()).containsExactly(1L);
            }
        }
    }

    @Test
    @Timeout(300)
    void a_drop_does_not_wait_for_one_that_nobody_works_on() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.GIVE_UP_AFTER, "100ms");
            // No question comes between the two calls.
            stage.set(Property.SETTLE_TIME, "10m");
            Path first = stage.file("first.csv", PeopleCsv.platformRows(2));
            Path second = stage.file("second.csv", "email,platform_key,note\nperson1@example.org,acme,again\n");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                stage.sandbox().order(Fault.at().with(FaultEffect.Status.of(500)));
                stage.sandbox().order(Fault.at().always().with(FaultEffect.Status.of(429)));
                CompletableFuture<Void> stop = Aside.run(
                                () -> await().until(() -> stage.sandbox().requestCount() >= 2))
                        .thenRun(runtime.sending()::stop);
                assertThat(SandboxStage.send(runtime, first).counts())
                        .isEqualTo(Map.of("UNCERTAIN", 1L, "RETRYABLE", 1L));
                stop.join();
            }
            stage.sandbox().clearFaults();
            stage.set(Property.GIVE_UP_AFTER, "1m");
            stage.set(Property.SETTLE_TIME, "150ms");

            SandboxStage.Result waits = stage.sent(second);
            assertThat(waits.counts()).isEqualTo(Map.of("PLANNED", 1L));
            assertThat(waits.drop().state()).isEqualTo(DropState.SENDING);

            assertThat(stage.sent(first).counts()).isEqualTo(Map.of("INVITED", 2L));
            assertThat(stage.sent(second).counts()).isEqualTo(Map.of("ALREADY_INVITED", 1L));
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
        }
    }

    @Test
    void a_batch_that_is_too_large_is_halved_until_it_is_not() throws IOException {
        SandboxSettings settings = SandboxSettings.withKey(SandboxStage.KEY).withBulkMaximum(7);
        try (SandboxStage stage = SandboxStage.open(folder, settings)) {
            Path file = stage.file("people.csv", "email,platform_key,program_key\n" + programRows(100));

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 100L));
            assertThat(result.words().successes()).isEqualTo(100);
            assertThat(stage.invited().values()).hasSize(100).containsOnly(1L);
            // 50, 25 and 12 are too many; 6 are not. Those on their way do not halve it once more.
            assertThat(stage.posts())
                    .filteredOn(request -> request.status() == 200)
                    .hasSizeBetween(17, 20);
        }
    }

    @Test
    void a_redirect_stops_the_target_and_is_not_followed() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String elsewhere = stage.sandbox().url() + "/api/catalog/invitations/program/";
            stage.sandbox().order(Fault.at().with(FaultEffect.Status.of(301).withHeader("Location", elsewhere)));
            Path file = stage.file("people.csv", PeopleCsv.platformRows(10));

            Program.Run run = stage.send(file);

            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out()).contains("Stopped: the API redirects to " + URI.create(elsewhere));
            assertThat(stage.sandbox().requestCount()).isEqualTo(1);
            assertThat(stage.sandbox().record()).isEmpty();
            // The API cannot be asked about the first row: the drop stays open until it can.
            assertThat(stage.reports()).isEmpty();
            assertThat(stage.run("status", "--json").out())
                    .contains("\"UNCERTAIN\":1")
                    .contains("\"UNPROCESSED\":9");
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(10).containsOnly(1L);
        }
    }

    private static String programRows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "person" + n + "@example.org,acme,acme+logic\n")
                .collect(Collectors.joining());
    }

    /** Rows for the platform and for a program, by turns. */
    private static String mixedRows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "person" + n + "@example.org,acme," + (n % 2 == 0 ? "acme+logic" : "") + "\n")
                .collect(Collectors.joining());
    }
}

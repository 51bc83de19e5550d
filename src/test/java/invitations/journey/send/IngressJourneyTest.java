package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.Aside;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are not the API's: of what is in front of it, or of another address. They end no row. */
class IngressJourneyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 410, 418, 422})
    void a_page_instead_of_an_answer_costs_one_request_and_the_same_file_goes_on(int status) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).always().with(FaultEffect.Status.html(status)));
            Path file = stage.file("people.csv", PeopleCsv.platformRows(20));

            Program.Run away = stage.send(file);

            assertThat(away.exitCode()).isEqualTo(6);
            assertThat(away.out()).contains("Stopped: the answer is not one of the API (HTTP " + status);
            assertThat(stage.posts()).hasSize(1);
            assertThat(Files.readAllLines(stage.report().resolve("dead-letter.csv")))
                    .filteredOn(line -> line.contains(",UNPROCESSED,UNEXPECTED_ANSWER,"))
                    .hasSize(20);

            stage.sandbox().clearFaults();
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(20).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void an_ingress_that_loses_the_api_on_the_way_leaves_the_rest_to_the_same_file() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .from(20)
                            .always()
                            .with(new FaultEffect.Status(404, "text/plain", "404 page not found", Map.of())));
            Path file = stage.file("people.csv", PeopleCsv.platformRows(60));

            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 19L, "UNPROCESSED", 41L));

            stage.sandbox().clearFaults();
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 60L));
            assertThat(stage.invited().values()).hasSize(60).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void run_keeps_the_rows_and_goes_on_when_it_is_told_to() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).always().with(FaultEffect.Status.html(404)));
            SandboxStage.write(stage.home().resolve("drop").resolve("people.csv"), PeopleCsv.platformRows(3));
            await().until(() -> !runtime.sending().stops().isEmpty());
            assertThat(stage.reports()).isEmpty();
            stage.sandbox().clearFaults();

            CompletableFuture<Program.Run> resume = Aside.supply(() -> stage.run("resume"));
            await().until(() -> {
                runtime.actOnCommands();
                return resume.isDone();
            });

            await().until(() -> stage.reports().size() == 1);
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @ParameterizedTest
    @CsvSource({"base", "catalog", "both"})
    void a_wrong_address_ends_no_row_and_binds_no_home(String wrong) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String right = stage.sandbox().url();
            if (!wrong.equals("catalog")) {
                stage.set(Property.API_BASE_URL, right + "/typo");
            }
            if (!wrong.equals("base")) {
                stage.set(Property.API_CATALOG_PATH, "/api/catalogue");
            }
            Path file = stage.file(
                    "people.csv",
                    """
                    email,username,platform_key,program_key
                    ada@example.org,,acme,
                    ,grace,acme,
                    alan@example.org,alan,acme,acme+logic
                    """);
            assertThat(stage.send(file).exitCode()).isEqualTo(6);
            assertThat(stage.posts()).as("one a target").hasSize(2);

            stage.set(Property.API_BASE_URL, right);
            stage.set(Property.API_CATALOG_PATH, "/api/catalog");
            Program.Run mended = stage.send(file);

            assertThat(mended.exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            Path other = stage.file("again.csv", "email,platform_key\nADA@example.org,acme\n");
            assertThat(stage.sent(other).counts()).isEqualTo(Map.of("ALREADY_INVITED", 1L));
            stage.verify();

            stage.set(Property.API_BASE_URL, right + "/elsewhere");
            assertThat(stage.send(file).exitCode()).as("bound by now").isEqualTo(78);
        }
    }

    /** How something is asked for. */
    private enum Way {
        SINGLE(Endpoint.PLATFORM_SINGLE, "email,platform_key\nada@example.org,acme\n"),
        BULK(Endpoint.PROGRAM_BULK, "email,platform_key,program_key\nada@example.org,acme,acme+logic\n"),
        GITBOOK(Endpoint.GITBOOK_INVITE, "email,target\nada@example.org,gitbook\n");

        private final Endpoint endpoint;
        private final String file;

        Way(Endpoint endpoint, String file) {
            this.endpoint = endpoint;
            this.file = file;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_success_that_speaks_of_an_error_is_asked_about(Way way) throws IOException {
        for (boolean isDone : new boolean[] {true, false}) {
            try (SandboxStage stage = SandboxStage.open(folder.resolve(way + "-" + isDone))) {
                Fault fault = Fault.at(way.endpoint).with(FaultEffect.Status.failedSuccess());
                stage.sandbox().order(isDone ? fault.afterTheWork() : fault);

                SandboxStage.Result result = stage.sent(stage.file("people.csv", way.file));

                boolean isGitbooks = way == Way.GITBOOK && !isDone;
                assertThat(result.counts()).isEqualTo(Map.of(isGitbooks ? "NEEDS_REVIEW" : "INVITED", 1L));
                assertThat(stage.invited().values()).hasSize(isGitbooks ? 0 : 1).allMatch(times -> times == 1);
                stage.verify();
            }
        }
    }

    @Test
    void a_redemption_and_an_order_that_speak_of_an_error_are_asked_about() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.post("platform/blank/", "{\"platform_key\":\"acme\",\"source\":\"fair\",\"count\":3}");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_REDEEM)
                            .with(FaultEffect.Status.failedSuccess())
                            .afterTheWork());
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_BLANK)
                            .with(FaultEffect.Status.failedSuccess())
                            .afterTheWork());

            SandboxStage.Result result = stage.sent(
                    stage.file(
                            "people.csv",
                            """
                    operation,email,platform_key,source,count,mode
                    redeem,ada@example.org,acme,fair,,
                    blank,,acme,stock,1,ensure
                    """));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L));
            assertThat(stage.blanksLeft("fair")).isEqualTo(2);
            assertThat(stage.blanksLeft("stock")).isEqualTo(1);
        }
    }
}

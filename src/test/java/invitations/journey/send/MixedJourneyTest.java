package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.invitation.RowStatus;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One file for every target and operation: what becomes of a row does not hang on the rows beside it. */
class MixedJourneyTest {
    private static final String EVERYTHING =
            """
            target,operation,platform_key,program_key,course_id,email,source,count,mode,role,level,space
            platform,single,acme,,,ada@example.org,,,,,,
            platform,bulk,acme,,,grace@example.org,,,,,,
            program,single,acme,acme+logic,,ada@example.org,,,,,,
            program,bulk,acme,acme+logic,,grace@example.org,,,,,,
            course,single,acme,,course-v1:acme+c+1,ada@example.org,,,,,,
            course,bulk,acme,,course-v1:acme+c+1,grace@example.org,,,,,,
            platform,blank,acme,,,,fair,3,add,,,
            program,blank,acme,acme+logic,,,fair,3,ensure,,,
            course,blank,acme,,course-v1:acme+c+1,,fair,3,add,,,
            platform,redeem,acme,,,kay@example.org,stock,,,,,
            platform,redeem,acme,,,alan@example.org,stock,,,,,
            gitbook,bulk,,,,ada@example.org,,,,read,,
            gitbook,single,,,,grace@example.org,,,,edit,,
            gitbook-link,single,,,,,,,,,edit,space1
            """;

    @TempDir
    Path folder;

    @Test
    void a_long_pause_of_one_target_holds_up_no_other() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.PAUSE_MAX, "1h");
            stage.feed("default", "precheck = list\n");
            stage.sandbox()
                    .order(Fault.at(Endpoint.GITBOOK_MEMBERS, Endpoint.GITBOOK_INVITE)
                            .always()
                            .with(FaultEffect.Status.of(429).withHeader("Retry-After", "1800")));
            SandboxStage.write(
                    stage.home().resolve("drop/people.csv"),
                    "target,platform_key,email\ngitbook,,eve@example.org\nplatform,acme,ann@example.org\n");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.invited().containsKey("ann@example.org acme"));
                assertThat(runtime.ledger().pauses().now()).isNotEmpty();
            }
        }
    }

    @Test
    void each_row_is_told_why_its_own_target_stopped() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE, Endpoint.PROGRAM_BULK, Endpoint.PROGRAM_SINGLE)
                            .always()
                            .with(FaultEffect.Status.of(403)));

            SandboxStage.Result result = stage.sent(
                    stage.file(
                            "people.csv",
                            """
                    email,platform_key,program_key
                    ann@example.org,acme,
                    bob@example.org,acme,
                    cyd@example.org,acme,acme+p1
                    dan@example.org,acme,acme+p1
                    """));

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 4L));
            assertThat(result.rows()).allSatisfy(row -> assertThat(row.message())
                    .contains("manage its " + row.target() + " invitations"));
        }
    }

    @Test
    void every_target_and_operation_fits_into_one_file() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stock(stage, 2);
            Path file = stage.file("everything.csv", EVERYTHING);

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 14L));
            Map<String, Long> byTarget =
                    Map.of("platform", 5L, "program", 3L, "course", 3L, "gitbook", 2L, "gitbook-link", 1L);
            assertThat(result.summary().byTarget()).isEqualTo(byTarget);
            assertThat(Files.readString(stage.report().resolve("report.json"))).contains("\"gitbook-link\"");
            assertThat(stage.listed("platform/?source=fair")).hasSize(3);
            assertThat(stage.listed("program/?source=fair")).hasSize(3);
            assertThat(stage.listed("course/?source=fair")).hasSize(3);
            long posts = stage.posts().size();
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 14L));
            assertThat(stage.posts()).hasSize((int) posts);
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.Moment.class)
    void when_nobody_knows_the_end_of_any_first_call_nobody_is_invited_twice(Fault.Moment moment) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stock(stage, 3);
            for (Endpoint endpoint : Endpoint.values()) {
                Fault fault = Fault.at(endpoint).with(FaultEffect.Status.of(500));
                stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);
            }

            SandboxStage.Result result = stage.sent(stage.file("everything.csv", EVERYTHING));

            assertThat(result.rows())
                    .allSatisfy(row -> assertThat(row.status()).isIn(RowStatus.INVITED, RowStatus.NEEDS_REVIEW));
            assertThat(result.rows().subList(0, 6))
                    .allSatisfy(row -> assertThat(row.status()).isEqualTo(RowStatus.INVITED));
            assertThat(result.rows().subList(9, 11))
                    .allSatisfy(row -> assertThat(row.status()).isEqualTo(RowStatus.INVITED));
            assertThat(stage.sandbox().record())
                    .extracting(mail -> mail.target() + " " + mail.operation().replace("bulk", "single") + " "
                            + mail.person() + " " + mail.key())
                    .doesNotHaveDuplicates();
            for (String target : new String[] {"platform", "program", "course"}) {
                assertThat(stage.listed(target + "/?source=fair").size()).isLessThanOrEqualTo(3);
            }
            assertThat(stage.blanksLeft("stock")).isEqualTo(1);
            stage.verify();
        }
    }

    @Test
    void the_same_person_in_two_places_is_two_invitations() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String rows =
                    """
                    target,platform_key,program_key,email
                    platform,acme,,ada@example.org
                    program,acme,acme+logic,ada@example.org
                    gitbook,,,ada@example.org
                    platform,acme,,ADA@example.org
                    """;

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L, "DUPLICATE", 1L));
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void a_target_without_its_key_holds_up_no_other() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.GITBOOK_TOKEN, "");
            stock(stage, 2);
            Path file = stage.file("everything.csv", EVERYTHING);

            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 11L, "UNPROCESSED", 3L));

            stage.verify();
            stage.set(Property.GITBOOK_TOKEN, SandboxStage.KEY);
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 14L));
            assertThat(stage.sandbox().record()).hasSize(6 + 2 + 3);
            stage.verify();
        }
    }

    private static void stock(SandboxStage stage, int count) throws IOException, InterruptedException {
        String body = "{\"platform_key\":\"acme\",\"source\":\"stock\",\"count\":" + count + "}";
        assertThat(stage.post("platform/blank/", body)).isEqualTo(200);
    }
}

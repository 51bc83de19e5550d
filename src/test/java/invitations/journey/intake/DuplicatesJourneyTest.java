package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.operate.Decisions;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows for the same person in one file: one invitation, and none of them is lost behind one that came to nothing. */
class DuplicatesJourneyTest {
    private static final Path CASES = Path.of("../shared/cases");

    @TempDir
    Path folder;

    @Test
    void a_row_that_is_written_otherwise_has_its_own_turn_behind_one_that_was_refused() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(refusing("Ada@example.org"));

            SandboxStage.Result result =
                    stage.sent(people(stage, "Ada@example.org", "ada@example.org", "ADA@example.org"));

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            assertThat(statuses(result)).containsExactly("REFUSED", "INVITED", "DUPLICATE");
            assertThat(result.rows().get(2).message()).isEqualTo("the same as line 3");
            assertThat(stage.posts()).hasSize(2);
            stage.verify();
        }
    }

    @Test
    void one_spelling_after_the_other_is_tried_until_one_is_taken() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(refusing("Ada@example.org"));
            stage.sandbox().order(refusing("aDa@example.org"));

            SandboxStage.Result result = stage.sent(people(
                    stage,
                    "Ada@example.org",
                    "Ada@example.org",
                    "aDa@example.org",
                    "adA@example.org",
                    "bob@example.org"));

            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            assertThat(statuses(result)).containsExactly("REFUSED", "DUPLICATE", "REFUSED", "INVITED", "INVITED");
            assertThat(result.rows().get(1).message()).isEqualTo("the same as line 5");
            assertThat(stage.posts()).hasSize(4);
            stage.verify();
        }
    }

    @Test
    void the_same_as_a_refused_row_is_a_dead_letter_with_it_and_not_sent() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Program.Run run = stage.send(people(stage, "refuse-me@example.org", "refuse-me@example.org"));

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(stage.posts()).hasSize(1);
            assertThat(Files.readString(stage.report().resolve("dead-letter.csv")))
                    .contains(",2,REFUSED,REFUSED_BY_API,")
                    .contains(",3,INVALID,DUPLICATE_IN_FILE,\"the same as line 2, which the API refused: email: This");
            stage.verify();
        }
    }

    @Test
    void when_the_row_is_invited_after_all_its_duplicate_is_one_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(posts().with(FaultEffect.Status.of(400)));
            SandboxStage.Result refused = stage.sent(people(stage, "ada@example.org", "ada@example.org"));
            assertThat(statuses(refused)).containsExactly("REFUSED", "INVALID");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                runtime.ledger().decisions().replay(refused.drop(), null, "ann");
                SandboxStage.Result replayed = SandboxStage.Result.of(
                        runtime, runtime.send(runtime.ledger().drops().now(refused.drop())));

                assertThat(statuses(replayed)).containsExactly("INVITED", "DUPLICATE");
            }
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }

    @Test
    void what_nobody_knows_of_the_row_nobody_knows_of_its_duplicate_and_both_are_decided_once() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(posts().forEmail("Ada").with(FaultEffect.Status.of(500)));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(403)));

            SandboxStage.Result result =
                    stage.sent(people(stage, "Ada@example.org", "ada@example.org", "bob@example.org"));

            assertThat(statuses(result)).containsExactly("NEEDS_REVIEW", "NEEDS_REVIEW", "INVITED");
            assertThat(result.rows().get(1).message()).isEqualTo("it is not known whether line 2 invited them");
            assertThat(stage.posts()).hasSize(2);
            try (Ledger ledger = LedgerAccess.openBeside(stage.home())) {
                ledger.decisions().decide(result.drop(), 3, Decisions.Verdict.INVITED, "ann");
                assertThat(ledger.results().page(result.drop(), 0, 9))
                        .extracting(row -> row.status().name())
                        .containsExactly("INVITED", "ALREADY_INVITED", "INVITED");
            }
            stage.verify();
        }
    }

    @Test
    void rows_that_are_sent_again_by_a_decision_are_sent_once() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(posts().forEmail("Ada").with(FaultEffect.Status.of(500)));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(9).with(FaultEffect.Status.of(403)));
            SandboxStage.Result result = stage.sent(people(stage, "Ada@example.org", "ada@example.org"));
            assertThat(statuses(result)).containsExactly("NEEDS_REVIEW", "NEEDS_REVIEW");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                runtime.ledger().decisions().decide(result.drop(), 2, Decisions.Verdict.SEND_AGAIN, "ann");
                SandboxStage.Result decided = SandboxStage.Result.of(
                        runtime, runtime.send(runtime.ledger().drops().now(result.drop())));

                assertThat(statuses(decided)).containsExactlyInAnyOrder("INVITED", "ALREADY_INVITED");
            }
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }

    @Test
    void what_was_not_sent_takes_its_duplicate_along_and_both_come_back() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = people(stage, "ada@example.org", "ADA@example.org", "bob@example.org");
            stage.set(Property.API_KEY, "wrong");

            assertThat(stage.send(file).exitCode()).isEqualTo(6);
            assertThat(Files.readString(stage.report().resolve("dead-letter.csv")))
                    .contains(",2,UNPROCESSED,NOT_AUTHENTICATED,")
                    .contains(",3,UNPROCESSED,NOT_AUTHENTICATED,\"the same as line 2, which was not sent: ")
                    .contains(",4,UNPROCESSED,NOT_AUTHENTICATED,");

            stage.set(Property.API_KEY, SandboxStage.KEY);
            SandboxStage.Result result = stage.sent(file);

            assertThat(statuses(result)).containsExactly("INVITED", "DUPLICATE", "INVITED");
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void batches_and_other_drops_are_no_different() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SETTLE_TIME, "1s");
            String header = "email,platform_key,program_key\n";
            Path first = stage.file(
                    "first.csv",
                    header
                            + "refuse-me@example.org,acme,acme+orbits\nrefuse-me@example.org,acme,acme+orbits\nada@example.org,acme,acme+orbits\n"
                            + "Ada@example.org,acme,acme+orbits\n");
            Path second = stage.file(
                    "second.csv",
                    header + "ADA@example.org,acme,acme+orbits\nRefuse-me@example.org,acme,acme+orbits\n");

            SandboxStage.Result one = stage.sent(first);
            SandboxStage.Result two = stage.sent(second);

            assertThat(statuses(one)).containsExactly("REFUSED", "INVALID", "INVITED", "DUPLICATE");
            assertThat(statuses(two)).containsExactly("ALREADY_INVITED", "INVITED");
            assertThat(stage.sandbox().record())
                    .filteredOn(mail -> mail.person().equalsIgnoreCase("ada@example.org"))
                    .hasSize(1);
            stage.verify();
        }
    }

    @Test
    void nearly_equal_rows_are_one_invitation() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("acme", "platform-key = acme\n");
            stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "acme",
                    CASES.resolve("F31a-same-person-four-ways.csv").toString());
            stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "acme",
                    CASES.resolve("F31b-same-person-blank-in-name.csv").toString());

            // F31d says ADA and Ada: which of them is meant cannot be told.
            assertThat(stage.invited())
                    .isEqualTo(Map.of(
                            "f31a@example.org acme", 1L, "f31b@example.org acme", 1L, "f31c@example.org acme", 1L));
            stage.verify();
        }
    }

    private static Fault posts() {
        return Fault.at(Endpoint.PLATFORM_SINGLE);
    }

    private static Fault refusing(String email) {
        return posts().forEmail(email).always().with(FaultEffect.Status.of(400));
    }

    private static List<String> statuses(SandboxStage.Result result) {
        return result.rows().stream().map(ResultRow::status).map(Enum::name).toList();
    }

    private static Path people(SandboxStage stage, String... emails) throws IOException {
        StringBuilder text = new StringBuilder("email,platform_key\n");
        for (String email : emails) {
            text.append(email).append(",acme\n");
        }
        return stage.file("people.csv", text.toString());
    }
}

package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.LedgerException;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger: nothing is sent without it, others may look at it, and reports are views of it. */
class LedgerJourneyTest {
    @TempDir
    Path folder;

    @Test
    void nothing_is_sent_when_claims_cannot_be_read() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(20));
            Drop drop = runtime.receive(runtime.receiving().copy(file, "default", false))
                    .get(0);
            breakTable(stage, "claims");

            assertThatThrownBy(() -> runtime.send(drop)).isInstanceOf(LedgerException.class);

            assertThat(stage.sandbox().requestCount()).isZero();
        }
    }

    @Test
    void a_file_is_left_where_it_is_when_its_plan_cannot_be_written() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(20));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                breakTable(stage, "claims");
                assertThatThrownBy(() -> SandboxStage.send(runtime, file)).isInstanceOf(LedgerException.class);
            }
            sql(stage, "ALTER TABLE broken RENAME TO claims");

            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(20).containsOnly(1L);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void nothing_is_sent_when_intents_cannot_be_written() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            sql(stage, "CREATE TRIGGER full BEFORE INSERT ON claims BEGIN SELECT RAISE(ABORT, 'no room'); END");
            Path file = stage.file("people.csv", PeopleCsv.platformRows(20));

            assertThatThrownBy(() -> SandboxStage.send(runtime, file)).isInstanceOf(LedgerException.class);

            assertThat(stage.sandbox().requestCount()).isZero();
            assertThat(runtime.sending().isStopping()).isTrue();
        }
    }

    @Test
    void a_watched_drop_that_cannot_be_sent_is_said_and_stays_open() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen();
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            sql(stage, "CREATE TRIGGER full BEFORE INSERT ON claims BEGIN SELECT RAISE(ABORT, 'no room'); END");
            SandboxStage.write(stage.home().resolve("drop/people.csv"), PeopleCsv.platformRows(2));

            await().untilAsserted(() -> assertThat(log.lines()).anyMatch(line -> line.contains("could not be sent")));
            assertThat(runtime.ledger().drops().open()).hasSize(1);
            assertThat(stage.sandbox().requestCount()).isZero();
        }
    }

    @Test
    void sending_stops_when_what_asking_proves_cannot_be_written() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().with(FaultEffect.Status.of(500)).afterTheWork());
            Path file = stage.file("people.csv", PeopleCsv.platformRows(1));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                sql(
                        stage,
                        "CREATE TRIGGER full BEFORE UPDATE ON drop_rows WHEN OLD.status = 'UNCERTAIN'"
                                + " BEGIN SELECT RAISE(ABORT, 'no room'); END");

                assertThatThrownBy(() -> SandboxStage.send(runtime, file)).isInstanceOf(LedgerException.class);

                assertThat(runtime.sending().isStopping()).isTrue();
            }
            sql(stage, "DROP TRIGGER full");

            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.posts()).hasSize(1);
            assertThat(stage.invited().values()).containsExactly(1L);
        }
    }

    @Test
    void sending_stops_when_outcomes_cannot_be_written() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            breakTable(stage, "bulk_answers");
            Path file = stage.file("people.csv", "email,platform_key,program_key\nada@example.org,acme,acme+logic\n");

            assertThatThrownBy(() -> SandboxStage.send(runtime, file)).isInstanceOf(LedgerException.class);

            assertThat(stage.sandbox().requestCount()).isEqualTo(1);
        }
    }

    @Test
    void an_intent_without_an_outcome_is_asked_about_before_it_is_sent_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", "email,platform_key,program_key\nada@example.org,acme,acme+logic\n");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                breakTable(stage, "bulk_answers");
                assertThatThrownBy(() -> SandboxStage.send(runtime, file)).isInstanceOf(LedgerException.class);
            }
            sql(stage, "ALTER TABLE broken RENAME TO bulk_answers");

            Program.Run run = stage.send(file);

            assertThat(run.exitCode()).isZero();
            assertThat(stage.posts()).hasSize(1);
            assertThat(stage.invited().values()).containsExactly(1L);
        }
    }

    @Test
    void status_check_and_report_work_while_another_instance_holds_the_home() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String people = PeopleCsv.platformRows(3);
            Path file = stage.file("people.csv", people);
            stage.send(file);
            try (InvitationRuntime other = stage.start(InvitationRuntime.Mode.WATCH)) {
                Program.Run status = stage.run("status");
                assertThat(status.exitCode()).isZero();
                assertThat(status.out()).contains("REPORTED  default/people.csv  3 rows: 3 INVITED");

                String more = stage.file("more.csv", people + "new@example.org,acme\n")
                        .toString();
                Program.Run check = stage.run("check", more);
                assertThat(check.exitCode()).isZero();
                assertThat(check.out())
                        .contains(
                                "4 rows; would invite 1 (1 by platform single); 3 ALREADY_INVITED. Nothing was sent.");

                String drop = other.ledger().drops().all().get(0).id();
                Program.Run report = stage.run("report", drop.substring(0, 12));
                assertThat(report.exitCode()).isZero();
                assertThat(report.out()).contains(stage.report().toString());

                Program.Run second = stage.send(file);
                assertThat(second.exitCode()).isEqualTo(8);
                assertThat(second.err()).contains("Another instance works with " + stage.home());
            }
            assertThat(stage.sandbox().requestCount()).isEqualTo(3);
        }
    }

    @Test
    void a_report_is_written_again_byte_for_byte() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(Path.of("samples/mixed.csv"));
            Path report = stage.report();
            Path before = Files.createDirectory(folder.resolve("before"));
            for (String name : new String[] {"report.json", "report.csv", "dead-letter.csv"}) {
                Files.move(report.resolve(name), before.resolve(name));
            }

            assertThat(stage.run("report", report.getFileName().toString()).exitCode())
                    .isZero();

            for (String name : new String[] {"report.json", "report.csv", "dead-letter.csv"}) {
                assertThat(report.resolve(name)).hasSameBinaryContentAs(before.resolve(name));
            }
        }
    }

    @Test
    void a_ledger_is_for_one_api() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PeopleCsv.platformRows(1)));
            String first = stage.sandbox().url();
            stage.set(Property.API_BASE_URL, "http://127.0.0.1:9/dm");

            Program.Run other = stage.send(stage.file("more.csv", PeopleCsv.platformRows(2)));
            assertThat(other.exitCode()).isEqualTo(78);
            assertThat(other.err()).contains("invitations.api.id = " + first);
        }
    }

    /** Makes every later write to the table fail, as a full disk would. */
    private static void breakTable(SandboxStage stage, String table) throws SQLException {
        sql(stage, "ALTER TABLE " + table + " RENAME TO broken");
    }

    private static void sql(SandboxStage stage, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + stage.home().resolve("ledger.db"));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}

package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.base.PrivateFolders;
import invitations.camel.InvitationRuntime;
import invitations.crash.LedgerImage;
import invitations.invitation.RowStatus;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.work.InvitationRef;
import invitations.settings.Property;
import invitations.testing.Aside;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger is brought back: nobody is invited a second time, judged by the sandbox's own record. */
class RestoreJourneyTest {
    private static final int PEOPLE = 300;
    private static final String USED = "email,platform_key\nused@example.org,acme\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"resume", "send"})
    void a_ledger_that_was_copied_while_send_worked_and_is_put_back_by_hand_is_refused(String verb) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder, slow())) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(PEOPLE));
            Path saved = folder.resolve("saved");
            sendWhile(stage, file, () -> copyByHand(stage, saved));
            putBackByHand(stage, saved);

            Program.Run run = verb.equals("send") ? stage.send(file) : stage.run(verb);

            assertThat(stage.sandbox().record()).hasSize(PEOPLE);
            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.err()).contains("invitations restore").contains("invitations restored");
        }
    }

    @Test
    void what_was_put_back_by_hand_goes_on_when_that_is_said() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder, slow())) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(PEOPLE));
            Path saved = folder.resolve("saved");
            sendWhile(stage, file, () -> copyByHand(stage, saved));
            putBackByHand(stage, saved);
            assertThat(stage.run("verify").exitCode()).isEqualTo(1);
            assertThat(stage.run("doctor").exitCode()).isEqualTo(78);

            Program.Run restored = stage.run("restored");

            assertThat(restored.exitCode()).isZero();
            assertThat(restored.out()).contains("1 drop, 1 of them open");
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(PEOPLE).containsOnly(1L);
            assertThat(stage.run("verify").exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "send", "send another file", "run"})
    void a_backup_that_is_restored_invites_everybody_once(String how) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder, slow())) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(PEOPLE));
            Path backup = folder.resolve("ledger.backup");
            sendWhile(stage, file, () -> assertThat(
                            stage.run("backup", backup.toString()).exitCode())
                    .isZero());

            Program.Run restored = stage.run("restore", backup.toString());

            assertThat(restored.exitCode()).as(restored.err()).isZero();
            assertThat(restored.out()).contains("1 drop, 1 of them open", "ledger-replaced-");
            switch (how) {
                case "resume" -> assertThat(stage.run("resume").exitCode()).isZero();
                case "send" -> assertThat(stage.send(file).exitCode()).isZero();
                case "run" -> {
                    try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                        await().until(() -> runtime.ledger().drops().open().isEmpty());
                    }
                }
                default -> {
                    // The same people, and one more, in a file that is not known.
                    String more = PeopleCsv.platformRows(PEOPLE + 1);
                    assertThat(stage.send(stage.file("more.csv", more)).exitCode())
                            .isZero();
                }
            }
            assertThat(stage.invited().values())
                    .hasSize(how.equals("send another file") ? PEOPLE + 1 : PEOPLE)
                    .containsOnly(1L);
            assertThat(stage.run("verify").exitCode()).isZero();
        }
    }

    /** As after a kill: the API acts on a call, or shows it, within the settle time. */
    @Test
    void a_list_that_is_late_by_less_than_the_settle_time_is_not_believed_too_early() throws Exception {
        SandboxSettings late = SandboxSettings.withKey(SandboxStage.KEY)
                .withVariants(Variants.standard().withListLag(Duration.ofSeconds(2)));
        try (SandboxStage stage = SandboxStage.open(folder, late)) {
            stage.set(Property.SETTLE_TIME, "2500ms");
            assertThat(stage.send(stage.file("first.csv", "email,platform_key\nann@example.org,acme\n"))
                            .exitCode())
                    .isZero();
            // Who proves that the list shows people.
            await().until(() -> !stage.listed("platform/?platform_key=acme").isEmpty());
            Path backup = folder.resolve("ledger.backup");
            assertThat(stage.run("backup", backup.toString()).exitCode()).isZero();
            Path file = stage.file("people.csv", PeopleCsv.platformRows(2));
            assertThat(stage.send(file).exitCode()).isZero();
            restore(stage, backup);

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @Test
    void where_the_backup_knows_nobody_an_empty_list_proves_nothing() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(stage.send(stage.file("first.csv", "email,platform_key\nfirst@example.org,acme\n"))
                            .exitCode())
                    .isZero();
            restore(stage, backup(stage));

            SandboxStage.Result result = stage.sent(stage.file(
                    "again.csv",
                    "email,platform_key,program_key\nnew@example.org,acme,\nnew@example.org,acme,acme+logic\n"));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L, "NEEDS_REVIEW", 1L));
            stage.verify();
        }
    }

    @Test
    void who_is_found_by_asking_proves_that_the_list_shows_people_and_the_new_ones_go() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String elsewhere = "email,platform_key\nfirst@example.org,north\n";
            assertThat(stage.send(stage.file("first.csv", elsewhere)).exitCode())
                    .isZero();
            Path backup = backup(stage);
            assertThat(stage.send(stage.file("before.csv", PeopleCsv.platformRows(8)))
                            .exitCode())
                    .isZero();
            restore(stage, backup);

            // One after the other: who is new is asked about before anybody is found.
            stage.set(Property.SEND_CONCURRENCY, "1");
            String roster = PeopleCsv.platformRows(8).replace("platform_key\n", "platform_key\nnew@example.org,acme\n");

            SandboxStage.Result result = stage.sent(stage.file("roster.csv", roster));

            assertThat(result.counts()).isEqualTo(Map.of("ALREADY_INVITED", 8L, "INVITED", 1L));
            assertThat(stage.invited().values()).hasSize(10).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void whom_a_file_invited_that_the_backup_does_not_know_is_found_by_asking() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String first =
                    "email,platform_key,program_key\nfirst@example.org,acme,\nfirst@example.org,acme,acme+logic\n";
            assertThat(stage.send(stage.file("first.csv", first)).exitCode()).isZero();
            Path backup = backup(stage);
            String rows =
                    """
                    email,username,platform_key,program_key
                    ada@example.org,,acme,
                    ,grace,acme,
                    joan@example.org,,acme,acme+logic
                    """;
            assertThat(stage.send(stage.file("later.csv", rows)).exitCode()).isZero();
            restore(stage, backup);

            SandboxStage.Result result = stage.sent(
                    stage.file("again.csv", rows + "new@example.org,,acme,\nnew@example.org,,acme,acme+logic\n"));

            assertThat(result.counts()).isEqualTo(Map.of("ALREADY_INVITED", 3L, "INVITED", 2L));
            assertThat(stage.invited().values()).hasSize(7).containsOnly(1L);
            stage.verify();
            int questions = stage.lists().size();
            assertThat(stage.sent(stage.file(
                                    "first-again.csv",
                                    "email,platform_key\nfirst@example.org,acme\nnew@example.org,acme\n"))
                            .counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 2L));
            assertThat(stage.lists())
                    .as("whom the ledger knows nobody asks about")
                    .hasSize(questions);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404})
    void where_the_api_will_not_say_a_person_decides(int status) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path backup = used(stage);
            restore(stage, backup);
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(status)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.ADA));

            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo("CANNOT_ASK");
            assertThat(stage.posts()).hasSize(1);
            stage.verify();
            decideAndSend(stage, result, "send-again");
            assertThat(stage.invited()).containsEntry("ada@example.org acme", 1L);
            stage.verify();
        }
    }

    @Test
    void who_is_said_to_be_invited_is_not_sent_another_one_by_another_file() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path backup = used(stage);
            restore(stage, backup);
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(403)));
            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.ADA));

            decideAndSend(stage, result, "invited");

            assertThat(stage.sent(stage.file("more.csv", PeopleCsv.ADA + "\n")).counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 1L));
            assertThat(stage.posts()).hasSize(1);
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target,email,organization\ngitbook,ada@example.org,gitorg\n",
                "target,organization,role\ngitbook-link,gitorg,read\n",
                "target,operation,platform_key,source,count,mode\nplatform,blank,acme,spring,3,add\n",
                "target,operation,platform_key,source,count,mode\nplatform,blank,acme,spring,3,ensure\n"
            })
    void what_no_list_shows_is_for_a_person_to_decide(String rows) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path backup = used(stage);
            restore(stage, backup);

            SandboxStage.Result result = stage.sent(stage.file("rows.csv", rows));

            assertThat(result.rows())
                    .as("%s", result.rows())
                    .extracting(ResultRow::status)
                    .containsExactly(RowStatus.NEEDS_REVIEW);
            assertThat(stage.posts()).hasSize(1);
            stage.verify();
            decideAndSend(stage, result, "send-again");
            assertThat(stage.posts()).hasSize(2);
            stage.verify();
        }
    }

    @Test
    void who_was_given_a_blank_invitation_since_is_given_no_other() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(stage.post("platform/blank/", "{\"platform_key\":\"acme\",\"source\":\"fair\",\"count\":5}"))
                    .isEqualTo(200);
            Path backup = used(stage);
            String head = "operation,platform_key,source,email\n";
            Path first = stage.file("first.csv", head + "redeem,acme,fair,ada@example.org\n");
            assertThat(stage.send(first).exitCode()).isZero();
            restore(stage, backup);

            SandboxStage.Result result = stage.sent(stage.file(
                    "more.csv", head + "redeem,acme,fair,ada@example.org\nredeem,acme,fair,joan@example.org\n"));

            assertThat(result.counts()).isEqualTo(Map.of("ALREADY_INVITED", 1L, "INVITED", 1L));
            assertThat(stage.blanksLeft("fair")).isEqualTo(3);
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Variants.Repeat.class,
            names = {"UPDATE", "MAIL_AGAIN"})
    void an_invitation_that_was_sent_again_since_is_not_sent_a_third_time(Variants.Repeat repeat) throws Exception {
        SandboxSettings settings = SandboxSettings.withKey(SandboxStage.KEY)
                .withVariants(Variants.standard().withRepeat(repeat));
        try (SandboxStage stage = SandboxStage.open(folder, settings)) {
            stage.feed("default", "reinvite-after=14d\n");
            assertThat(stage.send(stage.file("first.csv", PeopleCsv.ADA)).exitCode())
                    .isZero();
            Path backup = backup(stage);
            stage.sandbox().age(InvitationRef.to("platform", "ada@example.org"), Duration.ofDays(20));
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"ada@example.org\"}");
            restore(stage, backup);
            LedgerImage.edit(stage.home(), "UPDATE drop_rows SET at = at - 1728000000");

            SandboxStage.Result result = stage.sent(stage.file("again.csv", PeopleCsv.ADA + "\n"));

            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 2L));
            stage.verify();
        }
    }

    @Test
    void who_has_an_invitation_that_lapsed_may_have_had_it_from_here() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path backup = used(stage);
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"ada@example.org\"}");
            stage.sandbox().expire(InvitationRef.to("platform", "ada@example.org"));
            restore(stage, backup);

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.ADA));

            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            assertThat(result.rows().get(0).message()).contains("has lapsed");
            assertThat(stage.invited()).containsEntry("ada@example.org acme", 1L);
        }
    }

    @Test
    void rows_in_doubt_at_the_time_of_the_backup_are_settled_and_not_sent_twice() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.GIVE_UP_AFTER, "200ms");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(503)));
            Path file = stage.file("people.csv", PeopleCsv.platformRows(5));
            assertThat(stage.send(file).exitCode()).isEqualTo(5);
            Path backup = backup(stage);
            stage.sandbox().clearFaults();
            stage.set(Property.GIVE_UP_AFTER, "20s");
            assertThat(stage.send(file).exitCode()).isZero();
            restore(stage, backup);

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void a_backup_is_restored_twice() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(4));
            Path backup = used(stage);
            assertThat(stage.send(file).exitCode()).isZero();
            restore(stage, backup);
            restore(stage, backup);
            assertThat(stage.send(file).exitCode()).isZero();
            restore(stage, backup);
            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
            assertThat(named(stage, "ledger-replaced-")).hasSize(3);
            assertThat(stage.run("audit").out().lines().filter(line -> line.contains("RESTORED")))
                    .hasSize(1);
            // What was replaced can be brought back like any other, by the key that is there.
            restore(stage, named(stage, "ledger-replaced-").get(2));
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
        }
    }

    @Test
    void a_restore_that_was_cut_is_refused_until_it_is_done_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(4));
            Path backup = used(stage);
            assertThat(stage.send(file).exitCode()).isZero();
            Files.move(stage.home().resolve("ledger.db"), stage.home().resolve("ledger-replaced-1.db"));
            Files.write(stage.home().resolve("ledger.db-wal"), new byte[100]);

            assertThat(stage.send(file).exitCode()).isEqualTo(78);
            restore(stage, backup);
            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void a_home_that_was_lost_as_a_whole_is_made_anew_by_its_backup() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path backup = used(stage);
            PrivateFolders.delete(stage.home());
            restore(stage, backup);

            assertThat(stage.send(stage.file("people.csv", PeopleCsv.platformRows(1)))
                            .exitCode())
                    .isZero();

            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            assertThat(stage.sent(stage.file("used.csv", USED + "\n")).counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 1L));
        }
    }

    @Test
    void a_ledger_that_comes_without_its_home_is_refused_until_that_is_said() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            used(stage);
            Path saved = folder.resolve("saved");
            copyByHand(stage, saved);
            PrivateFolders.delete(stage.home());
            Files.createDirectories(stage.home());
            putBackByHand(stage, saved);
            Path file = stage.file("used.csv", USED + "\n");

            Program.Run run = stage.send(file);

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.err()).contains("ledger.progress", "invitations restored");
            assertThat(stage.run("restored").exitCode()).isZero();
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.posts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "done/default"})
    void reports_on_another_disk_show_as_well_that_the_ledger_was_lost(String name) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            used(stage);
            Path reports = stage.home().resolve(name);
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("reports");
            Files.move(reports, elsewhere);
            Files.createSymbolicLink(reports, elsewhere);
            for (String lost : List.of("ledger.db", "ledger.key", "ledger.progress")) {
                Files.delete(stage.home().resolve(lost));
            }

            assertThat(stage.send(stage.file("used.csv", USED + "\n")).exitCode())
                    .isEqualTo(78);
            assertThat(stage.posts()).hasSize(1);
        }
    }

    @Test
    void reports_without_a_ledger_are_refused_and_get_no_new_one() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path backup = used(stage);
            for (String name : List.of("ledger.db", "ledger.key", "ledger.progress")) {
                Files.delete(stage.home().resolve(name));
                if (!name.equals("ledger.db")) {
                    for (String verb : List.of("resume", "status", "verify", "doctor", "restored")) {
                        assertThat(stage.run(verb).exitCode()).as(verb).isEqualTo(78);
                    }
                    Program.Run run = stage.send(stage.file("used.csv", USED + "\n"));
                    assertThat(run.exitCode()).isEqualTo(78);
                    assertThat(run.err()).contains("invitations restore FILE");
                }
            }
            assertThat(stage.home().resolve("ledger.db")).doesNotExist();
            assertThat(stage.posts()).hasSize(1);
            restore(stage, backup);
            assertThat(stage.send(stage.file("used.csv", USED + "\n")).exitCode())
                    .isZero();
            assertThat(stage.posts()).hasSize(1);
        }
    }

    @Test
    void nothing_is_restored_while_an_instance_works() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path backup = used(stage);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                assertThat(stage.run("restore", backup.toString()).exitCode()).isEqualTo(8);
                assertThat(stage.run("restored").exitCode()).isEqualTo(8);
                assertThat(stage.run("backup", folder.resolve("beside").toString())
                                .exitCode())
                        .isZero();
                assertThat(runtime.ledger().drops().all()).hasSize(1);
            }
            assertThat(named(stage, "ledger-replaced-")).isEmpty();
        }
    }

    /** Sends one person an invitation, and saves the ledger. */
    private static Path used(SandboxStage stage) throws IOException {
        assertThat(stage.send(stage.file("used.csv", USED)).exitCode()).isZero();
        return backup(stage);
    }

    private static Path backup(SandboxStage stage) {
        Path backup = stage.home().resolveSibling("ledger.backup");
        Program.Run run = stage.run("backup", backup.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return backup;
    }

    private static void restore(SandboxStage stage, Path backup) {
        Program.Run run = stage.run("restore", backup.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static void putBackByHand(SandboxStage stage, Path saved) throws IOException {
        for (String name : List.of("ledger.db", "ledger.key")) {
            Files.copy(saved.resolve(name), stage.home().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void decideAndSend(SandboxStage stage, SandboxStage.Result result, String verdict) {
        String line = String.valueOf(result.rows().get(0).line());
        Program.Run decided = stage.run("decide", result.drop().id(), line, verdict);
        assertThat(decided.exitCode()).as(decided.err()).isZero();
        assertThat(stage.run("resume").exitCode()).isZero();
    }

    private static List<Path> named(SandboxStage stage, String beginning) throws IOException {
        try (Stream<Path> files = Files.list(stage.home())) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .toList();
        }
    }

    private interface Saving {
        void save() throws Exception;
    }

    /** Sends the file, and saves when a third of the people are invited. */
    private static void sendWhile(SandboxStage stage, Path file, Saving saving) throws Exception {
        CompletableFuture<Program.Run> sending = Aside.supply(() -> stage.send(file));
        await().until(() -> stage.sandbox().record().size() >= PEOPLE / 3);
        saving.save();
        assertThat(stage.sandbox().record()).hasSizeLessThan(PEOPLE);
        assertThat(sending.get().exitCode()).isZero();
        assertThat(stage.sandbox().record()).hasSize(PEOPLE);
    }

    /** As `sqlite3 ledger.db .backup` does it, and `cp`. */
    private static void copyByHand(SandboxStage stage, Path saved) throws IOException {
        Files.createDirectories(saved);
        LedgerImage.edit(stage.home(), "VACUUM INTO '" + saved.resolve("ledger.db") + "'");
        Files.copy(stage.home().resolve("ledger.key"), saved.resolve("ledger.key"));
    }

    private static SandboxSettings slow() {
        return SandboxSettings.withKey(SandboxStage.KEY).withLatency(Duration.ofMillis(20));
    }
}

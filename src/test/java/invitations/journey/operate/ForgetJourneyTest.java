package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.invitation.PersonMatcher;
import invitations.ledger.operate.Erasure;
import invitations.ledger.report.FollowUps;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.work.InvitationRef;
import invitations.settings.Property;
import invitations.testing.Aside;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person asks to be forgotten. */
class ForgetJourneyTest {
    /** The first byte of a page that has rows of a table: the file format of SQLite, section 1.6. */
    private static final byte LEAF_OF_TABLE = 0x0d;

    private static final String PEOPLE =
            """
            email,platform_key,note
            Ann@Example.org,acme,
            bob@example.org,acme,a friend of ANN@EXAMPLE.ORG
            carl@example.org,acme,
            ann@,acme,typed by ann@example.org
            dora@example.org,acme,
            """;

    @TempDir
    Path folder;

    @Test
    void nothing_is_left_of_a_person_but_that_they_are_invited() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("dora@")
                            .always()
                            .with(new FaultEffect.Status(
                                    400, "application/json", "{\"detail\":\"ask ann@example.org first\"}", Map.of())));
            stage.send(stage.file("of ann@example.org.csv", PEOPLE));
            Path report = stage.report();
            stage.sandbox()
                    .accept(InvitationRef.to("platform", "ann@example.org").as("ann@example.org"));
            stage.run("follow-up", report.getFileName().toString());
            stage.run("follow-up", "default");
            JsonNode before = json(report.resolve("report.json"));
            assertThat(naming(stage.home())).isNotEmpty();

            Program.Run run = stage.run("forget", "--yes", " ann@EXAMPLE.org");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .startsWith("Erased: 4 rows of 1 drop.")
                    .contains("What the API has on them it has still")
                    .doesNotContainIgnoringCase("ann@example");
            assertThat(naming(stage.home())).isEmpty();
            assertThat(report.resolve("input.csv")).doesNotExist();
            assertThat(Files.readString(report.resolve("report.csv")))
                    .contains("\"\",\"\",\"\",\"2\",\"INVITED\",\"\",\"erased: a person")
                    .contains("\"\",\"\",\"\",\"5\",\"INVALID\",\"INVALID_EMAIL\",\"erased: a person")
                    .contains("\"carl@example.org\"");
            JsonNode after = json(report.resolve("report.json"));
            for (String counts : List.of("rows", "by_status", "by_code", "by_target", "successes", "status")) {
                assertThat(after.get(counts)).isEqualTo(before.get(counts));
            }
            assertThat(after.get("error_codes").get(0).get("count").asInt()).isEqualTo(1);
            assertThat(stage.run("verify").exitCode()).isZero();
            assertThat(stage.run("audit").out())
                    .contains("FORGOTTEN", "\"rows\":4")
                    .doesNotContain("@");

            Program.Run again = stage.send(stage.file("again.csv", "email,platform_key\nann@example.org,acme\n"));
            assertThat(again.out()).contains("1 row: 1 invited before");
            assertThat(stage.invited()).containsEntry("ann@example.org acme", 1L);
        }
    }

    @Test
    void erased_rows_are_not_sent_again_and_nobody_stumbles_over_them() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().forEmail("ann@").always().with(FaultEffect.Status.of(404)));
            Path file = stage.file("people.csv", "email,platform_key\nann@example.org,acme\nbob@example.org,acme\n");
            stage.send(file);
            stage.sandbox().clearFaults();
            String drop = stage.report().getFileName().toString();
            assertThat(stage.run("forget", "--yes", "ann@example.org").exitCode())
                    .isZero();

            Program.Run replay = stage.run("replay", drop);

            assertThat(replay.exitCode()).isEqualTo(2);
            assertThat(replay.err()).contains("what is to be sent was erased from its rows; drop the file again");
            assertThat(stage.run("follow-up", drop).out()).contains("1 person: 1 pending");
            assertThat(stage.run("report", drop).exitCode()).isZero();
            // The row that was refused needs somebody still.
            assertThat(stage.send(file).exitCode()).isEqualTo(3);
            assertThat(stage.invited()).containsOnlyKeys("bob@example.org acme");
            assertThat(stage.run("forget", "--yes", "ann@example.org").out()).startsWith("Nothing known of them.");
        }
    }

    @Test
    void a_follow_up_that_is_under_way_brings_nobody_back() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("first.csv", "email,platform_key\nann@example.org,acme\n"));
            stage.send(stage.file("second.csv", "email,platform_key\nbob@example.org,acme\n"));
            stage.sandbox()
                    .accept(InvitationRef.to("platform", "ann@example.org").as("ann@example.org"));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).from(2).delayed(Duration.ofMinutes(10)));
            CompletableFuture<Program.Run> followUp = Aside.supply(() -> stage.run("follow-up", "default"));
            // The first drop is looked up, and the second one is being asked about.
            await().until(() -> stage.sandbox().held() == 1);

            assertThat(stage.run("forget", "--yes", "ann@example.org").exitCode())
                    .isZero();
            stage.sandbox().release();

            assertThat(followUp.get().exitCode()).isZero();
            assertThat(naming(stage.home())).isEmpty();
        }
    }

    @Test
    void an_answer_that_comes_after_a_person_was_erased_is_not_kept() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", "email,platform_key\nann@example.org,acme\n"));
            stage.run("forget", "--yes", "ann@example.org");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                long row = runtime.ledger()
                        .results()
                        .page(runtime.ledger().drops().all().get(0), 0, 1)
                        .get(0)
                        .id();
                Instant now = Instant.now();
                runtime.ledger()
                        .followUps()
                        .seen(Map.of(row, new FollowUps.Seen("ACCEPTED", now, "ann@example.org")), now);
            }

            assertThat(naming(stage.home())).isEmpty();
        }
    }

    @Test
    void who_is_in_a_drop_that_has_not_ended_is_not_erased_by_half() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", "email,platform_key\nann@example.org,acme\n"));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                runtime.receive(runtime.receiving()
                        .copy(stage.file("more.csv", "email,platform_key\nann@example.org,other\n"), "default", true));
            }

            Program.Run run = stage.run("forget", "--yes", "ann@example.org", "--json");

            assertThat(run.exitCode()).isEqualTo(5);
            JsonNode result = new ObjectMapper().readTree(run.out());
            assertThat(result.path("open").get(0).path("state").asText()).isEqualTo("HELD");
            assertThat(result.path("erased")).isEmpty();
            assertThat(result.path("elsewhere").path("work").asInt()).isEqualTo(1);
            assertThat(stage.run("forget", "--yes", "ann@example.org").out())
                    .startsWith("Nothing was erased: these drops have rows of theirs and have not ended.")
                    .contains("HELD  default  1 row")
                    .contains("left alone: 1 in work");
            assertThat(Files.readString(stage.report().resolve("report.csv"))).contains("ann@example.org");
        }
    }

    @Test
    void the_instance_at_work_does_it_and_keeps_no_copy_of_the_address() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", "email,platform_key\nann@example.org,acme\nbob@example.org,acme\n"));
            SandboxStage.write(stage.home().resolve("drop/staff/later.csv.part"), "for ann@example.org");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                CompletableFuture<Program.Run> forget =
                        Aside.supply(() -> stage.run("forget", "--yes", "ann@example.org"));
                await().until(() -> {
                    runtime.actOnCommands();
                    return forget.isDone();
                });

                assertThat(forget.get().out())
                        .startsWith("Erased: 1 row of 1 drop.")
                        .contains("1 in drop");
                assertThat(naming(stage.home())).containsExactly(stage.home().resolve("drop/staff/later.csv.part"));
            }
        }
    }

    @Test
    void what_a_kill_left_of_the_files_follows_at_the_next_start() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PEOPLE));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                Erasure erasure = runtime.ledger().erasure();
                PersonMatcher person = new PersonMatcher("ann@example.org");
                assertThat(erasure.forget(person, erasure.find(person), "ann")).isTrue();
                erasure.leaveNoTrace();
            }
            assertThat(naming(stage.home())).isNotEmpty();

            stage.start(InvitationRuntime.Mode.ONCE).close();

            assertThat(naming(stage.home())).isEmpty();
        }
    }

    @Test
    void a_row_that_needs_review_can_be_decided_after_it_was_erased() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SETTLE_TIME, "50ms");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).with(FaultEffect.Status.of(500)));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(403)));
            stage.send(stage.file("people.csv", "email,platform_key\nann@example.org,acme\n"));
            stage.sandbox().clearFaults();
            String drop = stage.report().getFileName().toString();
            assertThat(stage.run("forget", "--yes", "ann@example.org").exitCode())
                    .isZero();

            assertThat(stage.run("decide", drop, "2", "send-again").exitCode()).isZero();
            assertThat(stage.run("resume").exitCode()).isEqualTo(3);

            assertThat(stage.invited()).isEmpty();
            assertThat(stage.run("verify").exitCode()).isZero();
            stage.send(stage.file("again.csv", "email,platform_key\nANN@example.org,acme\n"));
            assertThat(stage.invited()).containsEntry("ann@example.org acme", 1L);
        }
    }

    @Test
    void what_nobody_can_confirm_and_what_is_no_address_is_said() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(stage.run("forget", "ann@example.org"))
                    .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                    .satisfies(run -> assertThat(run.err()).contains("add --yes"));
            assertThat(stage.run("forget", "--yes", "ann@example.org").exitCode())
                    .isZero();
            stage.send(stage.file("people.csv", "email,platform_key\nann@example.org,acme\n"));
            assertThat(stage.run("forget", "--yes", "ann"))
                    .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                    .satisfies(run -> assertThat(run.err()).contains("expected an e-mail address"));
            assertThat(stage.run("forget", "--yes", "zoe@example.org"))
                    .satisfies(run -> assertThat(run.exitCode()).isZero())
                    .satisfies(run -> assertThat(run.out()).startsWith("Nothing known of them."));
        }
    }

    /** The rows of many drops lie on pages that were written many times. */
    @Test
    void no_byte_of_them_is_left_where_the_ledger_grew() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            // The second file is much smaller than the first, as meant here.
            stage.set(Property.GUARD_SHRINKAGE, "off");
            List<String> rows = new ArrayList<>(List.of("email,platform_key,note"));
            for (int i = 0; i < 400; i++) {
                String note = i % 7 == 0 ? "brought by ann@example.org".repeat(1 + i % 30) : "";
                rows.add("person" + i + "@example.org,acme," + note);
            }
            stage.send(stage.file("many.csv", String.join("\n", rows) + "\n"));
            stage.send(stage.file("people.csv", PEOPLE));

            assertThat(stage.run("forget", "--yes", "ann@example.org").out()).startsWith("Erased: 61 rows of 2 drops.");

            assertThat(naming(stage.home())).isEmpty();
        }
    }

    /** SQLite leaves copies of rows in the unused part of a page now and then, when it moves them to another one. */
    @Test
    void no_byte_of_them_is_left_where_the_ledger_has_no_use_for_it() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PEOPLE));
            Path ledger = stage.home().resolve("ledger.db");
            leaveInUnusedPart(ledger, "[\"ann@example.org\",\"acme\"]");
            assertThat(stage.run("verify").exitCode()).isZero();

            Program.Run run = stage.run("forget", "--yes", "ann@example.org");

            assertThat(run.out()).startsWith("Erased: ").doesNotContain("left alone", "written anew: ");
            assertThat(naming(stage.home())).isEmpty();
            assertThat(stage.run("verify").exitCode()).isZero();
        }
    }

    /** Writes it into the gap of a page of a table, where SQLite does not look. */
    private static void leaveInUnusedPart(Path ledger, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(ledger);
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int pageSize = file.getShort(16);
        for (int page = pageSize; page < bytes.length; page += pageSize) {
            int startOfGap = page + 8 + 2 * file.getShort(page + 3);
            int endOfGap = page + file.getShort(page + 5);
            if (bytes[page] == LEAF_OF_TABLE && endOfGap - startOfGap > text.length()) {
                file.put(startOfGap, text.getBytes(StandardCharsets.UTF_8));
                Files.write(ledger, bytes);
                return;
            }
        }
        throw new AssertionError("no page of the ledger has an unused part");
    }

    @Test
    void a_file_that_was_refused_whole_does_not_keep_them() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("open.csv", "email,platform_key\nann@example.org,\"acme"));
            for (String charset : List.of("ISO-8859-1", "UTF-16")) {
                Path file = folder.resolve(charset + ".csv");
                Files.writeString(
                        file,
                        "email,platform_key\nzoë@example.org,acme\nAnn@example.org,\"acme",
                        Charset.forName(charset));
                stage.send(file);
            }
            stage.send(stage.file("other.csv", "email,platform_key\njoann@example.org,\"acme"));
            assertThat(stage.reports()).hasSize(4);

            Program.Run zoe = stage.run("forget", "--yes", "Zoë@example.org");
            assertThat(zoe.out()).startsWith("Erased: 0 rows of 2 drops.").contains("  REFUSED  default  0 rows");
            Program.Run ann = stage.run("forget", "--yes", "ann@example.org");
            assertThat(ann.out()).startsWith("Erased: 0 rows of 1 drop.");

            assertThat(stage.reports()).hasSize(4).allSatisfy(report -> assertThat(report.resolve("report.json"))
                    .exists());
            assertThat(stage.reports().stream().filter(report -> Files.exists(report.resolve("input.csv"))))
                    .singleElement()
                    .satisfies(report ->
                            assertThat(report.resolve("input.csv")).content().contains("joann@example.org"));
            assertThat(stage.run("forget", "--yes", "ann@example.org").out()).startsWith("Nothing known of them.");
            assertThat(stage.run("verify").exitCode()).isZero();
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    /** The files of the home that have the address in whatever case, byte by byte, or in their name. */
    private static List<Path> naming(Path home) throws IOException {
        List<Path> naming = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                if ((file + bytes).toLowerCase(Locale.ROOT).contains("ann@example.org")) {
                    naming.add(file);
                }
            }
        }
        return naming;
    }
}

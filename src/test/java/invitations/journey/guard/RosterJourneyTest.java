package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed whose files are the whole list: only who is new is invited, and who has left is told of. */
class RosterJourneyTest {
    private static final String ROSTER = "mode=roster\n";

    @TempDir
    Path folder;

    @Test
    void three_nights_invite_each_person_once_and_tell_who_left() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", ROSTER);
            stage.sandbox().order(Fault.at().forEmail("refused@").always().with(FaultEffect.Status.of(404)));
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE).forEmail("doubt@").with(FaultEffect.Status.of(500)));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(403)));

            Program.Run first = night(
                    stage,
                    1,
                    "ann@example.org,Ann",
                    "bob@example.org,Bob",
                    "cyd@example.org,Cyd",
                    "refused@example.org,R",
                    "doubt@example.org,D",
                    "dan.example.org,Dan");

            assertThat(first.exitCode()).as("the lists may not be read").isEqualTo(6);
            assertThat(stage.invited())
                    .doesNotContainKey("refused@example.org acme")
                    .hasSize(3);
            assertThat(report(stage, 1).has("leavers"))
                    .as("nothing to compare with")
                    .isFalse();
            assertThat(leavers(stage, 1)).doesNotExist();

            stage.sandbox().clearFaults();
            stage.sandbox().order(Fault.at().forEmail("refused@").always().with(FaultEffect.Status.of(404)));
            int before = stage.posts().size();
            Program.Run second = night(
                    stage,
                    2,
                    "ANN@Example.org,Ann",
                    "cyd@example.org,Cynthia",
                    "refused@example.org,R",
                    "doubt@example.org,D",
                    "dan@example.org,Dan",
                    "eve@example.org,Eve");

            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(stage.posts()).as("the refused one again, Dan and Eve").hasSize(before + 3);
            assertThat(report(stage, 2).path("leavers").asLong()).isEqualTo(1);
            assertThat(report(stage, 2).path("sentence").asText())
                    .contains("1 person of the feed's last roster is not in this one", "not revoked");
            assertThat(Files.readAllLines(leavers(stage, 2)))
                    .containsExactly(
                            "\"email\",\"first_name\",\"platform_key\",\"_drop\",\"_line\",\"_status\"",
                            "\"bob@example.org\",\"Bob\",\"acme\",\"" + drop(stage, 1) + "\",\"3\",\"INVITED\"");
            String rows = Files.readString(stage.reports().get(1).resolve("report.csv"));
            assertThat(rows.lines().filter(line -> line.contains("ANN@")))
                    .singleElement()
                    .asString()
                    .contains("ALREADY_INVITED")
                    .doesNotContain("CHANGED_SINCE_INVITED");
            assertThat(rows.lines().filter(line -> line.contains("Cynthia")))
                    .singleElement()
                    .asString()
                    .contains("ALREADY_INVITED CHANGED_SINCE_INVITED", "nothing was sent");
            assertThat(rows.lines().filter(line -> line.contains("doubt@")))
                    .singleElement()
                    .asString()
                    .contains("NEEDS_REVIEW", drop(stage, 1), "line 6");
            assertThat(rows.lines().filter(line -> line.contains("refused@")))
                    .singleElement()
                    .asString()
                    .contains("REFUSED");
            assertThat(report(stage, 2)
                            .path("by_code")
                            .path("CHANGED_SINCE_INVITED")
                            .asLong())
                    .isEqualTo(1);

            stage.sandbox().clearFaults();
            Program.Run third = night(
                    stage,
                    3,
                    "ann@example.org,Ann",
                    "cyd@example.org,Cyd",
                    "refused@example.org,R",
                    "dan@example.org,Dan",
                    "bob@example.org,Bob");

            assertThat(third.exitCode()).isZero();
            assertThat(Files.readString(leavers(stage, 3)))
                    .contains("\"eve@example.org\"", "\"doubt@example.org\",\"D\",\"acme\"", "\"NEEDS_REVIEW\"")
                    .doesNotContain("bob@", "ann@", "refused@");
            assertThat(report(stage, 3).path("leavers").asLong()).isEqualTo(2);
            assertThat(stage.invited().values()).containsOnly(1L).hasSize(6);
            stage.verify();
        }
    }

    @Test
    void a_list_that_was_sent_before_is_the_list_of_another_night_when_another_one_came_between() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", ROSTER);
            stage.sandbox().order(Fault.at().forEmail("refused@").always().with(FaultEffect.Status.of(404)));
            String[] list = {"ann@example.org,Ann", "refused@example.org,R"};
            night(stage, 1, list);
            assertThat(night(stage, 1, list).out()).as("the same day").contains("already");
            assertThat(stage.reports()).hasSize(1);
            night(stage, 2, "ann@example.org,Ann", "bob@example.org,Bob");
            stage.sandbox().clearFaults();

            assertThat(night(stage, 3, list).exitCode()).isZero();

            assertThat(stage.reports()).hasSize(3);
            assertThat(stage.invited()).containsKey("refused@example.org acme").hasSize(3);
            assertThat(Files.readString(leavers(stage, 3)))
                    .contains("bob@example.org")
                    .doesNotContain("ann@");
            assertThat(Files.readString(stage.reports().get(0).resolve("report.json")))
                    .as("what was reported of the first night stays")
                    .contains("refused by the API")
                    .doesNotContain("superseded");
            assertThat(stage.invited().values()).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void a_roster_that_many_have_left_is_held_and_one_without_rows_never_says_that_all_have() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", ROSTER + "guard.leavers=50% and 3\n");
            night(stage, 1, people(0, 6));

            Program.Run held = night(stage, 2, people(3, 7));
            Program.Run empty = night(stage, 3);
            Program.Run free = night(stage, 4, people(2, 6));

            assertThat(held.exitCode()).isEqualTo(7);
            assertThat(held.out())
                    .contains(
                            "3 of 6 people of the last roster are not in this one; nobody's invitation would be revoked;"
                                    + " the guard leavers holds from 50 % and 3");
            assertThat(empty.exitCode()).isEqualTo(7);
            assertThat(empty.out()).contains("a header and no rows").doesNotContain("leavers");
            assertThat(free.exitCode()).isZero();
            assertThat(stage.invited()).hasSize(6);

            stage.feed("staff", ROSTER + "guard.leavers=off\nguard.empty=off\n");
            assertThat(night(stage, 5).exitCode())
                    .as("other settings, so it is planned again")
                    .isEqualTo(7);
            stage.run("approve", held(stage, "night3.csv"));
            assertThat(stage.run("resume").exitCode()).isEqualTo(7);
            assertThat(night(stage, 6, people(3, 6)).exitCode()).isZero();

            List<Path> reports = stage.reports();
            assertThat(reports.get(2).resolve("leavers.csv"))
                    .as("the empty one")
                    .doesNotExist();
            assertThat(Files.readAllLines(reports.get(3).resolve("leavers.csv")))
                    .as("compared with the one before the empty one")
                    .hasSize(2)
                    .anyMatch(line -> line.contains("person2@"));
        }
    }

    @Test
    void the_operator_ignores_the_history_once_and_a_file_beside_the_drop_has_to_be_approved() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", ROSTER + "guard.leavers=10% and 1\nguard.new-people=10% and 1\n");
            night(stage, 1, people(0, 4));
            Path file = stage.file("other.csv", list(people(3, 8)));
            assertThat(stage.run("send", "--yes", "--feed", "staff", file.toString())
                            .exitCode())
                    .isEqualTo(7);
            stage.run("discard", held(stage, "other.csv"));
            stage.run("resume");

            Path again = stage.file("again.csv", list(people(3, 9)));
            Program.Run sent = stage.run("remaster", "--yes", "--feed", "staff", again.toString());

            assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
            assertThat(stage.invited().values()).containsOnly(1L).hasSize(9);
            assertThat(stage.run("audit").out()).contains("REMASTER", "operator");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                assertThat(runtime.sending().isStopping()).isFalse();
                Path drop = stage.home().resolve("drop/staff");
                SandboxStage.write(drop.resolve("people.csv.remaster"), "");
                SandboxStage.write(drop.resolve("people.csv"), list(people(20, 24)));
                await().until(() -> stage.run("status").out().contains("the file beside it asks to ignore"));
                assertThat(stage.invited()).hasSize(9);
                assertThat(drop.resolve("people.csv.remaster")).doesNotExist();
            }
            assertThat(stage.run("approve", held(stage, "people.csv"), "--by", "Ada")
                            .out())
                    .contains("is approved");
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(13);
            assertThat(stage.invited().values()).containsOnly(1L);
        }
    }

    @Test
    void an_update_of_pending_invitations_is_refused_since_it_might_mail_people_twice() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", ROSTER + "update=true\n");

            Program.Run refused = night(stage, 1, people(0, 2));

            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.out()).contains("update", "without mailing the person once more", "set update=false");
            assertThat(stage.posts()).isEmpty();
        }
    }

    @Test
    void a_person_who_is_forgotten_is_taken_out_of_the_leavers_of_the_next_roster() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", ROSTER);
            night(stage, 1, people(0, 4));
            night(stage, 2, people(2, 4));
            Path leavers = leavers(stage, 2);
            assertThat(leavers).content().contains("person0@", "person1@");

            assertThat(stage.run("forget", "--yes", "person0@example.org").exitCode())
                    .isZero();

            assertThat(leavers).content().contains("person1@").doesNotContain("person0@");
        }
    }

    private static Program.Run night(SandboxStage stage, int night, String... people) throws IOException {
        Path file = stage.file("night" + night + ".csv", list(people));
        return stage.run("send", "--yes", "--feed", "staff", file.toString());
    }

    private static String list(String... people) {
        return IntStream.range(0, people.length)
                .mapToObj(n -> people[n] + ",acme\n")
                .collect(Collectors.joining("", "email,first_name,platform_key\n", ""));
    }

    private static String[] people(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> "person" + n + "@example.org,P" + n)
                .toArray(String[]::new);
    }

    private static JsonNode report(SandboxStage stage, int night) throws IOException {
        return new ObjectMapper()
                .readTree(stage.reports().get(night - 1).resolve("report.json").toFile());
    }

    private static Path leavers(SandboxStage stage, int night) throws IOException {
        return stage.reports().get(night - 1).resolve("leavers.csv");
    }

    private static String drop(SandboxStage stage, int night) throws IOException {
        return String.valueOf(stage.reports().get(night - 1).getFileName());
    }

    /** The id of the drop that is held and came by that name. */
    private static String held(SandboxStage stage, String name) {
        return stage.run("status")
                .out()
                .lines()
                .filter(line -> line.contains(name) && line.contains("HELD"))
                .findFirst()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .orElseThrow();
    }
}

package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows wait for windows, pauses and the turn of their domains, and files for the time at which they are taken. */
class TimesJourneyTest {
    @TempDir
    Path folder;

    @Test
    void outside_of_its_window_send_leaves_a_drop_open_and_says_until_when() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "time-zone=UTC\nsend-window=" + closedHours() + "\n");
            Path file = people(stage, "people.csv", "ada@a.org", "bob@b.org");

            Program.Run closed = stage.run("send", "--yes", "--feed", "staff", file.toString());

            assertThat(closed.exitCode()).isEqualTo(5);
            assertThat(closed.out())
                    .contains("waits: outside of the send-window of the feed staff, until ")
                    .contains(closedHours().substring(0, 5) + " UTC")
                    .contains("stays open");
            assertThat(stage.posts()).isEmpty();
            assertThat(stage.run("status").out()).contains("SENDING", "waits: outside of the send-window");
            assertThat(stage.run("status", "--json").out())
                    .contains("\"waits_for\":\"send-window\"", "\"waits_until\":\"20");

            stage.feed("staff", "time-zone=UTC\nsend-window=00:00-24:00\n");
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(2);
            stage.verify();
        }
    }

    @Test
    void while_run_waits_for_a_window_other_feeds_go_on_and_a_changed_window_is_seen() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "time-zone=UTC\nsend-window=" + closedHours() + "\n");
            stage.feed("other", "");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                drop(stage, "staff", "people.csv", "ada@a.org");
                await().until(() -> stage.run("status").out().contains("waits: outside of the send-window"));
                drop(stage, "other", "people.csv", "bob@b.org");
                await().until(() -> stage.invited().size() == 1);
                assertThat(stage.invited()).containsKey("bob@b.org acme");

                stage.feed("staff", "");

                await().until(() -> stage.invited().size() == 2);
                assertThat(runtime.sending().isStopping()).isFalse();
            }
            stage.verify();
        }
    }

    @Test
    void a_pause_of_one_feed_and_of_all_stops_sending_until_it_is_ended_and_is_in_the_trail() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "");
            Path one = people(stage, "one.csv", "ada@a.org");
            Path two = people(stage, "two.csv", "bob@b.org");

            assertThat(stage.run("pause", "--feed", "staff").out()).contains("paused by the file feeds/staff.PAUSE");
            Program.Run paused = stage.run("send", "--yes", "--feed", "staff", one.toString());
            assertThat(paused.exitCode()).isEqualTo(5);
            assertThat(paused.out()).contains("waits: the feed staff is paused by the file feeds/staff.PAUSE");
            assertThat(stage.run("send", "--yes", two.toString()).exitCode()).isEqualTo(5);
            assertThat(stage.invited()).containsOnlyKeys("bob@b.org acme");

            assertThat(stage.run("pause").out()).contains("All feeds are paused by the file PAUSE");
            assertThat(stage.run("pause").out()).contains("paused already");
            Program.Run still = stage.run("resume", "--feed", "staff");
            assertThat(still.exitCode()).isEqualTo(5);
            assertThat(still.err()).contains("The feed staff is no longer paused.");
            assertThat(stage.run("status").out()).contains("waits: all feeds are paused by the file PAUSE");
            assertThat(stage.invited()).hasSize(1);

            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(2);
            assertThat(stage.home().resolve("PAUSE")).doesNotExist();
            assertThat(stage.run("audit").out())
                    .contains("PAUSED", "\"feeds\":\"staff\"", "\"feeds\":\"all\"", "UNPAUSED");
            assertThat(stage.run("pause", "--feed", "stuff").exitCode()).isEqualTo(2);
            stage.verify();
        }
    }

    @Test
    void a_pause_file_made_by_hand_holds_the_watching_program_until_it_is_gone() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.write(stage.home().resolve("PAUSE"), "");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                drop(stage, "default", "people.csv", "ada@a.org");
                await().until(() -> stage.run("status").out().contains("waits: all feeds are paused"));
                assertThat(stage.posts()).isEmpty();

                Files.delete(stage.home().resolve("PAUSE"));

                await().until(() -> stage.invited().size() == 1);
                assertThat(runtime.sending().isStopping()).isFalse();
            }
        }
    }

    @Test
    void a_pause_counts_for_rows_that_were_read_before_it_too() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SEND_RATE, "20");
            String[] many =
                    IntStream.range(0, 40).mapToObj(n -> "p" + n + "@a.org").toArray(String[]::new);
            Path pause = stage.home().resolve("feeds").resolve("default.PAUSE");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                drop(stage, "default", "people.csv", many);
                await().until(() -> !stage.invited().isEmpty());
                SandboxStage.write(pause, "");
                await().until(() -> stage.run("status").out().contains("waits: the feed default is paused"));
                assertThat(runtime.sending().isStopping()).isFalse();
                int before = stage.posts().size();
                assertThat(before).isLessThan(many.length);
                stage.awaitLooks(100);
                assertThat(stage.posts().size()).isLessThanOrEqualTo(before + 1);

                Files.delete(pause);

                await().until(() -> stage.invited().size() == many.length);
            }
            stage.verify();
        }
    }

    @Test
    void no_domain_gets_more_than_its_share_while_others_go_on_also_after_a_restart() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "per-domain-rate=2/h\n");
            Path file = people(
                    stage,
                    "people.csv",
                    "a1@a.org",
                    "a2@A.org",
                    "a3@a.org",
                    "a4@a.org",
                    "b1@b.org",
                    "a5@a.org",
                    "b2@b.org",
                    "c1@c.org");

            Program.Run sent = stage.run("send", "--yes", "--feed", "staff", file.toString());

            assertThat(sent.exitCode()).isEqualTo(5);
            assertThat(sent.out()).contains("waits: 3 rows at domains that have had their share (per-domain-rate=2/h)");
            assertThat(domains(stage)).isEqualTo(Map.of("a.org", 2L, "b.org", 2L, "c.org", 1L));
            assertThat(stage.run("status").out()).contains("waits: 3 rows at domains", "3 PLANNED");

            assertThat(stage.run("resume").exitCode()).isEqualTo(5);
            assertThat(domains(stage)).isEqualTo(Map.of("a.org", 2L, "b.org", 2L, "c.org", 1L));

            stage.feed("staff", "per-domain-rate=4/h\n");
            assertThat(stage.run("resume").exitCode()).isEqualTo(5);
            assertThat(domains(stage)).containsEntry("a.org", 4L);

            stage.feed("staff", "");
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(8).allSatisfy((person, mails) -> assertThat(mails)
                    .isEqualTo(1));
            stage.verify();
        }
    }

    @Test
    void bulk_calls_carry_no_more_people_of_a_domain_than_may_go() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "operation=bulk\nper-domain-rate=3/h\n");
            Path file = people(
                    stage,
                    "people.csv",
                    Stream.iterate(0, n -> n + 1)
                            .limit(900)
                            .map(n -> "p" + n + (n % 100 == 0 ? "@other" + n + ".org" : "@a.org"))
                            .toArray(String[]::new));

            assertThat(stage.run("send", "--yes", "--feed", "staff", file.toString())
                            .exitCode())
                    .isEqualTo(5);

            assertThat(domains(stage)).containsEntry("a.org", 3L).hasSize(10);
            stage.verify();
        }
    }

    @Test
    void where_the_share_comes_back_soon_send_waits_for_it() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "per-domain-rate=2/s\n");
            Path file = people(stage, "people.csv", "a1@a.org", "a2@a.org", "a3@a.org", "a4@a.org", "a5@a.org");

            assertThat(stage.run("send", "--yes", "--feed", "staff", file.toString())
                            .exitCode())
                    .isZero();

            assertThat(stage.invited()).hasSize(5);
            stage.verify();
        }
    }

    @Test
    void files_of_a_feed_with_a_schedule_stay_in_the_drop_folder_until_its_time() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            // Once a year, and not for a while.
            stage.feed("nightly", "take=0 0 6 1 " + farMonth() + " ?\n");
            stage.feed("other", "");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                Path waiting = drop(stage, "nightly", "people.csv", "ada@a.org");
                drop(stage, "other", "people.csv", "bob@b.org");
                await().until(() -> stage.invited().size() == 1);
                stage.awaitLooks(5);
                assertThat(waiting).exists();

                stage.feed("nightly", "take=* * * * * ?\n");

                await().until(() -> stage.invited().size() == 2);
                assertThat(waiting).doesNotExist();
                assertThat(runtime.sending().isStopping()).isFalse();
            }
        }
    }

    @Test
    void a_mistake_in_a_time_refuses_the_file_and_says_where() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = people(stage, "people.csv", "ada@a.org");
            List<List<String>> mistakes = List.of(
                    List.of("take=0 0 25 * * ?", "take", "expected a cron expression"),
                    List.of("take=0 6 * * MON-FRI", "take", "expected a cron expression"),
                    List.of("send-window=08:00-18:00 | 8-18", "send-window", "'8-18' – expected hours"),
                    List.of("send-window=08:00-08:00", "send-window", "expected hours"),
                    List.of("send-window=08:00-18:00 Mars/Crater", "send-window", "expected hours"),
                    List.of("per-domain-rate=50/week", "per-domain-rate", "expected people in a period"),
                    List.of("per-domain-rate=0/h", "per-domain-rate", "expected people in a period"),
                    List.of("guard.missing=6", "guard.missing", "expected a time of day"),
                    List.of("guard.missing=06:00 Mo-Fr", "guard.missing", "expected a time of day"));
            for (List<String> mistake : mistakes) {
                stage.feed("staff", "source=me\n" + mistake.get(0) + "\n");

                Program.Run refused = stage.run("send", "--yes", "--feed", "staff", file.toString());

                assertThat(refused.exitCode()).as(mistake.get(0)).isEqualTo(4);
                assertThat(refused.out())
                        .as(mistake.get(0))
                        .contains("feeds/staff.properties", "line 2", mistake.get(1), mistake.get(2));
            }
            assertThat(stage.posts()).isEmpty();
        }
    }

    @Test
    void a_file_that_did_not_come_in_time_is_shown_and_holds_nothing() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "time-zone=UTC\nguard.missing=00:00\n");
            stage.feed("other", "");
            stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "other",
                    people(stage, "o.csv", "bob@b.org").toString());

            assertThat(stage.run("status").out())
                    .contains("feed staff is missing a file: overdue since")
                    .contains("00:00 UTC; none has come yet");
            assertThat(stage.run("status", "--json").out())
                    .contains("{\"feed\":\"staff\",\"state\":\"MISSING\",\"since\":\"20");

            Path file = people(stage, "people.csv", "ada@a.org");
            assertThat(stage.run("send", "--yes", "--feed", "staff", file.toString())
                            .exitCode())
                    .isZero();
            assertThat(stage.run("status").out()).doesNotContain("missing");
        }
    }

    private static int farMonth() {
        return (java.time.LocalDate.now(ZoneOffset.UTC).getMonthValue() + 5) % 12 + 1;
    }

    /** A window that opens in three hours and closes in four. */
    private static String closedHours() {
        DateTimeFormatter hour = DateTimeFormatter.ofPattern("HH:00");
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        return now.plusHours(3).format(hour) + "-" + now.plusHours(4).format(hour);
    }

    private static Map<String, Long> domains(SandboxStage stage) {
        return stage.invited().keySet().stream()
                .collect(Collectors.groupingBy(
                        person -> person.substring(person.indexOf('@') + 1, person.indexOf(' ')),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static Path drop(SandboxStage stage, String feed, String name, String... addresses) throws IOException {
        return SandboxStage.write(stage.home().resolve("drop").resolve(feed).resolve(name), text(addresses));
    }

    private static Path people(SandboxStage stage, String name, String... addresses) throws IOException {
        return stage.file(name, text(addresses));
    }

    private static String text(String... addresses) {
        return Stream.of(addresses)
                .map(each -> each + ",acme\n")
                .collect(Collectors.joining("", "email,platform_key\n", ""));
    }
}

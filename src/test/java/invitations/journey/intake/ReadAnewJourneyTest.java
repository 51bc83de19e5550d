package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.invitation.DropState;
import invitations.ledger.drop.Drop;
import invitations.sandbox.Sandbox;
import invitations.settings.Property;
import invitations.testing.LatePort;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same file, read in another way than before: every row has its person invited exactly once, and none is in no row. */
class ReadAnewJourneyTest {
    private static final Charset LATIN = Charset.forName("windows-1252");

    @TempDir
    Path folder;

    /** {@return what the feed says wrongly, what it is to say, the file, the limit of the first send, and who is in it} */
    static Stream<Arguments> corrections() {
        return Stream.of(
                Arguments.of(
                        "quote='",
                        "",
                        """
                        email,platform_key,first_name
                        carl@example.org,acme,'t Hooft
                        dan@example.org,acme,Jans'
                        eve@example.org,acme,Eve
                        fay@example.org,acme,Fay
                        """,
                        2,
                        List.of("carl", "dan", "eve", "fay")),
                Arguments.of(
                        "escape=backslash",
                        "",
                        """
                        email,platform_key,first_name
                        carl@example.org,acme,Carl\\
                        dan@example.org,acme,Dan
                        eve@example.org,acme,Eve
                        fay@example.org,acme,Fay
                        """,
                        2,
                        List.of("carl", "dan", "eve", "fay")),
                Arguments.of(
                        "delimiter=;",
                        "",
                        """
                        email,note;x,first_name;email
                        carl@example.org,acme,Carl;wrong1@example.org
                        dan@example.org,acme,Dan;wrong2@example.org
                        eve@example.org,acme,Eve;x
                        """,
                        1,
                        List.of("carl", "dan", "eve")),
                Arguments.of(
                        "column.email=backup",
                        "column.email=private",
                        """
                        backup,private,platform_key
                        other1@example.org,carl@example.org,acme
                        ,dan@example.org,acme
                        other3@example.org,eve@example.org,acme
                        """,
                        1,
                        List.of("carl", "dan", "eve")));
    }

    @ParameterizedTest
    @MethodSource("corrections")
    void after_the_feed_is_corrected_the_same_file_invites_everybody_once(
            String wrong, String right, String text, int limit, List<String> people) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", text);
            stage.feed("default", wrong + "\nplatform-key=acme\n");
            Program.Run first = stage.run("send", "--yes", "--limit", String.valueOf(limit), file.toString());
            assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(3);
            stage.feed("default", right + "\nplatform-key=acme\n");

            Program.Run second = stage.send(file);

            assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
            for (String person : people) {
                assertThat(stage.invited()).containsEntry(person + "@example.org acme", 1L);
            }
            assertThat(stage.invited().values()).containsOnly(1L);
            assertThat(stage.reports()).hasSize(2);
            stage.verify();
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.reports()).hasSize(2);
        }
    }

    @Test
    void an_address_that_was_read_in_another_charset_is_invited_as_it_is() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", "");
            Files.write(
                    file,
                    "email,platform_key,first_name\nada@example.org,acme,Zo\u00eb\ngrace@example.org,acme,Ren\u00e9\n"
                            .getBytes(LATIN));
            stage.feed("default", "charset=windows-1251\n");
            stage.run("send", "--yes", "--limit", "1", file.toString());
            stage.feed("default", "charset=windows-1252\n");

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L, "grace@example.org acme", 1L));
            List<String> reports = new ArrayList<>();
            for (Path report : stage.reports()) {
                reports.add(Files.readString(report.resolve("report.csv")));
            }
            assertThat(reports).hasSize(2).anyMatch(report -> report.contains("Ren\u00e9"));
            stage.verify();
        }
    }

    @Test
    void a_file_of_which_nothing_was_left_is_read_anew_as_well() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file(
                    "people.csv",
                    "email,platform_key,first_name\ncarl@example.org,acme,'t Hooft\ndan@example.org,acme,Jans'\n");
            stage.feed("default", "quote='\n");
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited()).hasSize(1);
            Path first = stage.report();
            assertThat(stage.run("check", file.toString()).out()).contains("already processed");
            stage.feed("default", "");
            assertThat(stage.run("check", file.toString()).out())
                    .doesNotContain("already processed")
                    .contains("line 2", "ALREADY_INVITED");

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited()).isEqualTo(Map.of("carl@example.org acme", 1L, "dan@example.org acme", 1L));
            String second = stage.reports().stream()
                    .filter(report -> !report.equals(first))
                    .map(report -> report.getFileName().toString())
                    .findFirst()
                    .orElseThrow();
            assertThat(first.resolve("report.json")).content().contains("\"superseded_by\" : \"" + second + "\"");
            assertThat(stage.run("status").out()).contains("read otherwise now: drop " + second);
        }
    }

    @Test
    void a_row_that_was_wrong_and_is_not_any_more_is_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", "email,platform_key\nada@example.org,acme\ngrace@example.com,acme\n");
            stage.feed("default", "allow-domains=example.org\n");
            assertThat(stage.send(file).exitCode()).isEqualTo(3);
            stage.feed("default", "allow-domains=example.org | example.com\n");

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L, "grace@example.com acme", 1L));
            stage.verify();
        }
    }

    @Test
    void a_drop_that_is_still_open_is_read_anew_before_it_goes_on() throws IOException {
        try (LatePort port = LatePort.take();
                SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.API_BASE_URL, "http://127.0.0.1:" + port.number() + "/dm");
            stage.set(Property.GIVE_UP_AFTER, "100ms");
            Path file = stage.file("people.csv", "mail,home,platform_key\nwork@example.org,ada@example.org,acme\n");
            stage.feed("default", "column.email=mail\n");
            assertThat(stage.send(file).exitCode()).isEqualTo(5);
            stage.feed("default", "column.email=home\n");

            try (Sandbox api = port.open()) {
                Program.Run run = stage.send(file);

                assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
                assertThat(SandboxStage.invited(api.record())).isEqualTo(Map.of("ada@example.org acme", 1L));
            }
            stage.verify();
        }
    }

    @Test
    void a_drop_that_waits_for_a_word_is_read_anew() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", "mail,home,platform_key\nwork@example.org,ada@example.org,acme\n");
            stage.feed("default", "column.email=mail\n");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                assertThat(runtime.receive(runtime.receiving().copy(file, "default", true)))
                        .extracting(Drop::state)
                        .containsExactly(DropState.HELD);
            }
            stage.feed("default", "column.email=home\n");

            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 1L));

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }

    @Test
    void what_names_nobody_is_not_made_twice() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file(
                    "blanks.csv",
                    """
                    platform_key,operation,count,mode,source
                    acme,blank,2,add,north
                    acme,blank,2,add,north
                    acme,blank,3,add,south
                    """);
            stage.run("send", "--yes", "--limit", "2", file.toString());
            stage.feed("default", "quote='\n");

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.blanksLeft("north")).isEqualTo(4);
            assertThat(stage.blanksLeft("south")).isEqualTo(3);
            stage.verify();
        }
    }

    @Test
    void rows_of_people_who_were_forgotten_are_like_any_other() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file(
                    "people.csv",
                    "email,platform_key\nada@example.org,acme\ngrace@example.org,acme\nalan@example.org,acme\n");
            stage.run("send", "--yes", "--limit", "2", file.toString());
            assertThat(stage.run("forget", "--yes", "ada@example.org").exitCode())
                    .isZero();
            assertThat(stage.run("verify").out()).contains("its file is not there any more");

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.reports()).hasSize(1);
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void a_row_that_was_read_otherwise_is_not_replayed() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file =
                    stage.file("people.csv", "mail,home,platform_key\nrefuse-me@example.org,ada@example.org,acme\n");
            stage.feed("default", "column.email=mail\n");
            stage.send(file);
            String first = stage.report().getFileName().toString();
            stage.feed("default", "column.email=home\n");
            stage.send(file);

            Program.Run replayed = stage.run("replay", first);

            assertThat(replayed.exitCode()).isNotZero();
            assertThat(replayed.err()).contains("is read otherwise now", "has its rows");
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
        }
    }

    @Test
    void verify_finds_a_file_that_has_other_records_than_the_ledger() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", "email,platform_key\nada@example.org,acme\n"));
            assertThat(stage.run("verify").out()).contains("files read again: 1", "records in files: 1");
            Files.writeString(stage.report().resolve("input.csv"), "email,platform_key\neve@example.org,acme\n");

            Program.Run verified = stage.run("verify");

            assertThat(verified.exitCode()).isEqualTo(1);
            assertThat(verified.out()).contains("input.csv is not the file that was dropped");
        }
    }
}

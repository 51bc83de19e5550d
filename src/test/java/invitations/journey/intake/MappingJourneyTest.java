package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.ledger.drop.Drop;
import invitations.sandbox.store.Mail;
import invitations.settings.Property;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other systems, and people who are not to be invited. */
class MappingJourneyTest {
    @TempDir
    Path folder;

    @Test
    void columns_are_computed_by_expressions_of_the_feed_and_never_by_what_a_cell_says() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed(
                    "default",
                    """
                    constant.platform_key = acme
                    compute.caps = ${body[First Name].toUpperCase()}
                    compute.label = ${body[first-name]} of ${body[team]}
                    """);
            Path file = stage.file(
                    "people.csv",
                    """
                    email,First name,team
                    ada@example.org,Ada,${env.PATH} ${sys.user.name} {{invitations.home}}
                    grace@example.org,Grace,
                    """);

            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 2L));

            Mail ada = stage.sandbox().record().stream()
                    .filter(mail -> mail.person().equals("ada@example.org"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ada.metadata())
                    .containsEntry("label", "Ada of ${env.PATH} ${sys.user.name} {{invitations.home}}")
                    .containsEntry("team", "${env.PATH} ${sys.user.name} {{invitations.home}}");
            assertThat(ada.metadata()).containsEntry("caps", "ADA");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:IBLAI_API_KEY}",
                "${sysenv.PATH}",
                "${bean:credentials}",
                "${exchange.context.name}",
                "{{iblai.org}}",
                "$simple{env:PATH}",
                "${body}",
                "${body.getClass}",
                "${body[x].getClass}",
                "${body[${env:PATH}]}",
                "${body[x]} ${date:now}",
                "${properties:iblai.org}",
                "resource:file:/etc/passwd",
                "resource:file:${body[x]}",
                "${body[x].concat(resource:file:/etc/passwd)}"
            })
    void an_expression_reaches_nothing_but_the_cells_of_its_row(String expression) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "compute.team = " + expression + "\n");

            Program.Run run = stage.run("check-config");

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.out()).contains("expected the row's cells only, as in ${body[first_name]}");
        }
    }

    @Test
    void a_charset_that_is_a_guess_is_said() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            Path file = stage.file("people.csv", "");
            Files.write(
                    file,
                    "email,first_name\nada@example.org,Jürgen Groß\nbob@example.org,Günther Schäfer\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            String guess = "read as windows-1252, which is a guess: set charset in the feed's settings";

            assertThat(stage.run("check", file.toString()).err()).contains(guess);
            assertThat(stage.send(file).out()).contains(guess);
        }
    }

    @Test
    void a_feed_that_wants_to_know_all_columns_is_no_mistake() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "unknown-columns = refuse\nexclude.status = left\n");

            assertThat(stage.run("check-config").exitCode()).isZero();
        }
    }

    @Test
    void an_expression_that_is_none_refuses_the_file_and_says_where() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "\ncompute.name = ${body[x]\n");

            Program.Run run = stage.send(stage.file("people.csv", "email,platform_key\nada@example.org,acme\n"));

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.out())
                    .contains("feeds/default.properties, line 2: compute.name: '${body[x]' is no expression");
            assertThat(stage.posts()).isEmpty();
        }
    }

    @Test
    void who_wants_no_invitation_gets_none_also_when_they_say_so_after_planning() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path list = Files.writeString(
                    Files.createDirectories(stage.home()).resolve("suppress.csv"), "email\nADA@example.org\n");
            Path file = stage.file(
                    "people.csv",
                    """
                    email,platform_key
                    ada@example.org,acme
                    bob@example.org,acme
                    cyd@other.example,acme
                    dan@example.org,acme
                    """);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                Drop drop = held(runtime, file);
                Files.writeString(list, "email\nADA@example.org\n@other.example\nbob@example.org\n");
                SandboxStage.Result result = released(runtime, drop);

                assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L, "SKIPPED", 3L));
                assertThat(result.rows())
                        .extracting(row -> row.code() + " " + row.message())
                        .startsWith(
                                "SUPPRESSED on the list of those who want no invitation",
                                "SUPPRESSED found right before it was to be sent",
                                "SUPPRESSED found right before it was to be sent");
            }
            assertThat(stage.invited()).containsOnlyKeys("dan@example.org acme");
            assertThat(stage.report().resolve("dead-letter.csv")).doesNotExist();
            stage.verify();
        }
    }

    @Test
    void domains_that_a_feed_no_longer_lets_through_are_left_out_before_the_intent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file(
                    "people.csv",
                    """
                    email,platform_key,program_key
                    ada@example.org,acme,acme+p
                    bob@other.example,acme,acme+p
                    cyd@other.example,acme,acme+p
                    """);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                Drop drop = held(runtime, file);
                stage.feed("default", "allow-domains = example.org\n");
                SandboxStage.Result result = released(runtime, drop);

                assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L, "SKIPPED", 2L));
            }
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme+p");
            stage.verify();
        }
    }

    @Test
    void a_feed_that_gets_a_mistake_after_planning_invites_nobody_until_it_is_mended() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", "email,platform_key\nada@example.org,acme\nbob@other.example,acme\n");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                Drop drop = held(runtime, file);
                stage.feed("default", "deny-domain = other.example\n");
                SandboxStage.Result result = released(runtime, drop);

                assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 2L));
                assertThat(result.stops()).isEmpty();
                assertThat(result.rows()).allSatisfy(row -> assertThat(row.code() + " " + row.message())
                        .startsWith("INVALID_FEED feeds/default.properties, line 1: deny-domain: no such"));
            }
            assertThat(stage.posts()).isEmpty();

            stage.feed("default", "deny-domains = other.example\n");
            stage.send(file);
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme");
            stage.verify();
        }
    }

    @Test
    void a_user_name_that_is_an_address_is_that_person() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.feed("default", "allow-domains = example.org\n");
            Files.writeString(stage.home().resolve("suppress.csv"), "sup@example.org\n");
            stage.sent(stage.file("first.csv", "email\ntwin@example.org\n"));

            SandboxStage.Result result = stage.sent(stage.file(
                    "second.csv",
                    "username\nTwin@example.org\nsup@example.org\nx@evil.example\nada\nbob@example.org\n"));

            assertThat(result.rows())
                    .extracting(row -> row.status() + " " + row.code())
                    .containsExactly(
                            "ALREADY_INVITED ALREADY_INVITED",
                            "SKIPPED SUPPRESSED",
                            "INVALID DOMAIN_NOT_ALLOWED",
                            "INVITED null",
                            "INVITED null");
            assertThat(stage.sent(stage.file("third.csv", "email\nbob@example.org\n"))
                            .counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 1L));
        }
    }

    @Test
    void a_list_that_cannot_be_understood_stops_everything_before_the_first_intent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path list = Files.createDirectories(stage.home()).resolve("suppress.csv");
            Path file = stage.file("people.csv", PeopleCsv.platformRows(3));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                Drop drop = held(runtime, file);
                Files.writeString(list, "email\nsomebody\n");
                SandboxStage.Result result = released(runtime, drop);

                assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 3L));
                assertThat(result.stops()).singleElement().asString().startsWith("suppress.csv, line 2: expected an");
                assertThat(runtime.sending().isStoppedByGuard()).isTrue();
            }
            assertThat(stage.posts()).isEmpty();

            Program.Run refused = stage.send(stage.file("others.csv", "email,platform_key\nx@example.org,acme\n"));
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.out()).contains("suppress.csv, line 2");

            Files.writeString(list, "email\nnobody@example.org\n");
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited()).hasSize(3);
        }
    }

    @Test
    void suggestions_that_a_person_accepts_become_a_drop_of_their_own() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("hr", "");
            Path file = stage.file(
                    "people.csv",
                    """
                    Name,Mail,platform_key
                    Ada,ada@gmial.com,acme
                    Bob,"bob@example.org,",acme
                    Cyd,cyd,acme
                    Dan,dan@example..org,no such platform
                    Eve,eve@example.org,acme
                    """);
            assertThat(stage.run("send", "--yes", "--feed", "hr", file.toString())
                            .exitCode())
                    .isEqualTo(3);
            assertThat(Files.readAllLines(stage.report().resolve("dead-letter.csv")))
                    .anyMatch(line -> line.startsWith("Ada,") && line.endsWith(",Mail: ada@gmail.com"))
                    .anyMatch(line -> line.startsWith("Cyd,") && line.endsWith(","));
            String drop = String.valueOf(stage.report().getFileName());

            Program.Run run = stage.run("replay", drop, "--accept-suggestions");

            Path accepted = stage.home().resolve("drop/hr/suggestions-" + drop + ".csv");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("2 rows with what was suggested: " + accepted);
            assertThat(run.err()).contains("nobody can tell what was meant: 2 rows");
            assertThat(accepted)
                    .content()
                    .isEqualTo("Name,Mail,platform_key\r\nAda,ada@gmail.com,acme\r\nBob,bob@example.org,acme\r\n");

            assertThat(stage.run("send", "--yes", "--feed", "hr", accepted.toString())
                            .exitCode())
                    .isZero();
            assertThat(stage.run("replay", drop, "--accept-suggestions").exitCode())
                    .isZero();
            assertThat(stage.run("send", "--yes", "--feed", "hr", accepted.toString())
                            .out())
                    .contains("already processed");
            assertThat(stage.invited())
                    .isEqualTo(
                            Map.of("eve@example.org acme", 1L, "ada@gmail.com acme", 1L, "bob@example.org acme", 1L));
        }
    }

    @Test
    void what_comes_back_of_a_file_that_names_its_delimiter_can_be_dropped_again() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("hr", "delimiter = ;\n");
            for (String sign : List.of("^", ",")) {
                String text = "sep=%s\n\u00a0email|platform_key\nada%s@gmial.com|acme\n"
                        .formatted(sign, (int) sign.charAt(0));
                Path file = stage.file("people" + (int) sign.charAt(0) + ".csv", text.replace("|", sign));
                assertThat(stage.run("send", "--yes", "--feed", "hr", file.toString())
                                .exitCode())
                        .isEqualTo(3);
                Path report = stage.reports().stream()
                        .filter(each -> Files.exists(each.resolve("dead-letter.csv")))
                        .filter(each -> content(each.resolve("dead-letter.csv")).startsWith("sep=" + sign))
                        .findFirst()
                        .orElseThrow();
                String drop = String.valueOf(report.getFileName());
                Path dead = stage.file("dead" + drop + ".csv", content(report.resolve("dead-letter.csv")));

                Program.Run again = stage.run("send", "--yes", "--feed", "hr", dead.toString());
                assertThat(again.exitCode()).isEqualTo(3);
                assertThat(again.out()).contains("1 with errors, not sent").doesNotContain("NO_HEADER");

                assertThat(stage.run("replay", drop, "--accept-suggestions").out())
                        .startsWith("1 row with what was suggested");
                Path accepted = stage.home().resolve("drop/hr/suggestions-" + drop + ".csv");
                assertThat(stage.run("send", "--yes", "--feed", "hr", accepted.toString())
                                .exitCode())
                        .isZero();
            }
            assertThat(stage.invited()).containsOnlyKeys("ada94@gmail.com acme", "ada44@gmail.com acme");
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void without_suggestions_nothing_is_dropped() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", "email,platform_key\ncyd,acme\n"));
            String drop = String.valueOf(stage.report().getFileName());

            Program.Run run = stage.run("replay", drop, "--accept-suggestions");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("There is no row with a suggestion.");
            assertThat(stage.home().resolve("drop")).isEmptyDirectory();
            assertThat(stage.run("replay", "nothing", "--accept-suggestions").exitCode())
                    .isEqualTo(2);
            assertThat(stage.run("replay", drop, "--accept-suggestions", "--only", "INVALID")
                            .exitCode())
                    .isEqualTo(2);
        }
    }

    @Test
    void the_configuration_is_checked_without_data() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("hr", "target = program\noperation = bulk\nmapping = moodle\nunknown-columns = refuse\n");
            Files.writeString(stage.home().resolve("suppress.csv"), "ada@example.org\n");
            Program.Run right = stage.run("check-config");
            assertThat(right.exitCode()).isZero();
            assertThat(right.out().lines())
                    .containsExactly(
                            "feeds/hr.properties: ok; target program; bulk; rows by exclude.auth, exclude.deleted,"
                                    + " exclude.suspended",
                            "suppress.csv: ok; 1 entry",
                            "The configuration can be used.");

            stage.feed("it", "licences = yes\ndefault.active = perhaps\nconstant.id = 7\ncharset = latin-9x\n");
            stage.feed(
                    "staff",
                    "target = program\ndefault.active = perhaps\ndefault.expired = soon\ncolumn.emial = Mail\n");
            stage.feed("more", "compute.x = ${body[y]\n");
            stage.feed("-x", "");
            Files.writeString(stage.home().resolve("feeds/readme.txt"), "");
            Files.writeString(stage.home().resolve("suppress.csv"), "\n\nada\n");
            Program.Run wrong = stage.run("check-config");
            assertThat(wrong.exitCode()).isEqualTo(78);
            assertThat(wrong.out())
                    .contains("feeds/hr.properties: ok")
                    .contains("feeds/it.properties, line 1: licences: 'yes' – expected off or warn or hold")
                    .contains("feeds/it.properties, line 4: charset: no charset 'latin-9x'")
                    .contains(
                            "feeds/it.properties: the settings of feed it give constant.id, which only the API or this"
                                    + " bundle fills; and active: 'perhaps' – expected true")
                    .containsPattern("feeds/staff.properties: the settings of feed staff give .*active: 'perhaps' – .*;"
                            + " and .*: 'soon' – ")
                    .contains("feeds/staff.properties, line 4: column.emial: no target knows a column 'emial'; did you"
                            + " mean column.email?")
                    .contains("feeds/more.properties, line 1: compute.x: '${body[y]' is no expression")
                    .contains("feeds/-x.properties: belongs to no feed")
                    .contains("feeds/readme.txt: belongs to no feed: expected <feed>.properties")
                    .contains("suppress.csv, line 3: expected an address")
                    .endsWith("The configuration cannot be used." + System.lineSeparator());
            assertThat(stage.run("check-config", "--json").out().lines())
                    .hasSize(10)
                    .anyMatch(line -> line.contains("\"file\":\"feeds/hr.properties\",\"ok\":true"))
                    .anyMatch(line -> line.contains("\"ok\":false"));
            assertThat(stage.sandbox().requests()).isEmpty();
            assertThat(List.of("ledger.db", "work", "lock"))
                    .noneMatch(name -> Files.exists(stage.home().resolve(name)));
        }
    }

    /** Plans the file and holds it, so that something may change before it is sent. */
    private static Drop held(InvitationRuntime runtime, Path file) throws IOException {
        return runtime.receive(runtime.receiving().copy(file, "default", true)).get(0);
    }

    private static SandboxStage.Result released(InvitationRuntime runtime, Drop held) {
        return SandboxStage.Result.of(
                runtime, runtime.send(runtime.ledger().drops().release(held, "test")));
    }
}

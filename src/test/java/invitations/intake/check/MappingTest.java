package invitations.intake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import invitations.csv.ColumnName;
import invitations.feed.Feed;
import invitations.feed.FeedFolder;
import invitations.feed.FeedReader;
import invitations.invitation.FileRefusedException;
import invitations.invitation.Invitation;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.settings.Property;
import invitations.testing.PlannedRows;
import invitations.testing.TestTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the columns and rows of other systems' files become invitations. */
class MappingTest {
    @TempDir
    Path home;

    @BeforeEach
    void feeds() throws IOException {
        Files.createDirectory(home.resolve("feeds"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E-mail",
                "Mail",
                "Email Address",
                "inviteeEmail",
                "user_email",
                "MAIL ADDRESS",
                "Email Address [Required]",
                "Email address to invite [inviteeEmail] Required"
            })
    void an_address_is_found_by_the_names_that_are_usual_for_it(String header) throws IOException {
        assertThat(plan("", header + ",Given name,Surname\nada@example.org,Ada,Lovelace\n")
                        .invitation()
                        .item())
                .containsEntry("email", "ada@example.org")
                .containsEntry("first_name", "Ada")
                .containsEntry("last_name", "Lovelace")
                .doesNotContainKey("metadata");
    }

    @Test
    void the_feeds_own_names_come_first_then_the_columns_own_then_the_usual() throws IOException {
        String text = "email,Mail,Work mail\none@example.org,two@example.org,three@example.org\n";

        assertThat(plan("column.email = email", text).invitation().email()).isEqualTo("one@example.org");
        assertThat(plan("column.email = Private mail | Work mail", text)
                        .invitation()
                        .email())
                .isEqualTo("three@example.org");
        assertThat(plan("column.email = Private mail\nignore-columns = email | Work mail", text)
                        .invitation()
                        .email())
                .isEqualTo("two@example.org");
        assertThat(plan("column.email = email", text).invitation().item().get("metadata"))
                .isEqualTo(Map.of("Mail", "two@example.org", "Work mail", "three@example.org"));
    }

    @Test
    void a_constant_counts_whatever_the_file_says_and_a_default_only_where_it_says_nothing() throws IOException {
        String text = "email,first_name,last_name,team\nada@example.org,,Byron,red\n";

        Invitation invitation = plan(
                        "constant.last_name = Lovelace\nconstant.team = blue\ndefault.first_name = Ada", text)
                .invitation();

        assertThat(invitation.item())
                .containsEntry("first_name", "Ada")
                .containsEntry("last_name", "Lovelace")
                .containsEntry("metadata", Map.of("team", "blue"));
    }

    @Test
    void a_setting_names_a_column_however_it_is_spelled() throws IOException {
        Invitation invitation = plan(
                        "default.programKey = acme+onboarding\nconstant.LastName = Lovelace\nconstant.costcentre = 7"
                                + "\ndefault.homeTown = Berlin",
                        "email,last_name,Cost centre,home town\nada@example.org,Byron,8,\n")
                .invitation();

        assertThat(invitation.target()).isEqualTo("program");
        assertThat(invitation.targetKey()).isEqualTo("acme+onboarding");
        assertThat(String.valueOf(invitation.item().get("metadata")))
                .contains("costcentre=7", "home town=Berlin")
                .doesNotContain("8");
    }

    @Test
    void two_lines_for_one_column_are_a_mistake_of_the_feed() {
        String text = "email,status\nada@example.org,left\n";

        assertRefused(
                "exclude.status = left\nexclude.Status = gone",
                text,
                ReasonCode.INVALID_FEED,
                "of the same column already");
        assertRefused(
                "default.team = a\ndefault.Team = b", text, ReasonCode.INVALID_FEED, "of the same column already");
        assertRefused("exclude.status = left\nexclude.status = gone", text, ReasonCode.INVALID_FEED, "more than once");
    }

    @Test
    void a_row_that_may_have_shifted_or_lost_letters_is_not_left_out_and_not_let_through() throws IOException {
        assertThat(codes(plan("include.department = Maths", "email,name,department\nada@x.org,Lovelace, Ada,Maths\n")
                        .rows()
                        .get(0)))
                .containsExactly(ReasonCode.TOO_MANY_CELLS);
        assertThat(codes(plan("exclude.status = left", "email,name,status\nada@x.org,left\n")
                        .rows()
                        .get(0)))
                .containsExactly(ReasonCode.TOO_FEW_CELLS);
        String settings = "unknown-columns = ignore\nexclude.status = gelöscht";
        assertThat(codes(plan(settings, "email,status\nada@x.org,gel\uFFFDscht\n")
                        .rows()
                        .get(0)))
                .containsExactly(ReasonCode.DAMAGED_TEXT);
        assertThat(codes(plan(settings, "email,status\nada@x.org,gelöscht\u0001\n")
                        .rows()
                        .get(0)))
                .containsExactly(ReasonCode.CONTROL_CHARACTER);
        assertThat(codes(plan("exclude.status = left", "email,status\nada@x.org,lef\uFFFD\n")
                        .rows()
                        .get(0)))
                .containsExactly(ReasonCode.DAMAGED_TEXT);
    }

    @Test
    void columns_that_differ_only_in_brackets_are_two_of_one_name() throws IOException {
        String text = "Email [private],Email [work]\nada@home.example,ada@acme.example\n";
        assertRefused("", text, ReasonCode.DUPLICATE_COLUMN, "columns 1 and 2 are both named");
        assertRefused(
                "exclude.status = left",
                "email,status [a],status [b]\nada@x.org,here,left\n",
                ReasonCode.DUPLICATE_COLUMN,
                "are both named");
        assertRefused(
                "unknown-columns = ignore\ncompute.email = upper login",
                "login,first_name,Login\nada@x.org,Ada,old@x.org\n",
                ReasonCode.DUPLICATE_COLUMN,
                "are both named");

        assertRefused(
                "",
                "Email [work],email\nada@acme.example,ada@home.example\n",
                ReasonCode.DUPLICATE_COLUMN,
                "could both have the address");
        assertThat(plan("column.email = email", "Email [work],email\nada@acme.example,ada@home.example\n")
                        .invitation()
                        .email())
                .isEqualTo("ada@home.example");
    }

    @Test
    void a_password_is_not_kept_either_where_cells_have_shifted() throws IOException {
        for (String row : List.of("ada@x.org,Lovelace, Ada,hunter2", "ada@x.org,hunter2", "ada@x.org,Ada,hunter2")) {
            PlannedRow planned =
                    plan("", "email,first_name,password\n" + row + "\n").rows().get(0);

            assertThat(planned.row().cells()).startsWith("ada@x.org").doesNotContain("hunter2");
            assertThat(errors(planned).toString()).doesNotContain("hunter2");
            assertThat(planned instanceof PlannedRow.Valid).isEqualTo(row.equals("ada@x.org,Ada,hunter2"));
        }
    }

    @Test
    void of_hundreds_of_errors_in_a_row_the_first_are_told() throws IOException {
        String names = IntStream.range(0, 100).mapToObj(n -> ",c" + n).collect(Collectors.joining());
        PlannedRow row = plan("", "email" + names + "\nada@x.org" + ",\u0001".repeat(100) + "\n")
                .rows()
                .get(0);

        assertThat(errors(row)).hasSize(21);
        assertThat(errors(row).get(20).message()).contains("80 more cells");
    }

    @Test
    void a_name_of_a_column_has_an_end() {
        assertRefused("", "email," + "x".repeat(256) + "\nada@x.org,1\n", ReasonCode.CELL_TOO_LONG, "at most 255");
    }

    @Test
    void a_constant_that_is_wrong_is_a_mistake_of_the_feed() {
        assertRefused(
                "constant.active = perhaps", "email\nada@example.org\n", ReasonCode.INVALID_FEED, "active: 'perhaps'");
        assertRefused(
                "constant.id = 7",
                "email\nada@example.org\n",
                ReasonCode.INVALID_FEED,
                "give constant.id, which only the API");
    }

    @Test
    void computed_columns_are_made_of_the_cells_of_their_row() throws IOException {
        PlannedRows planned = plan(
                "compute.email = upper login\ncompute.full_name = upper name",
                "login,Name,email,program_key\nada@example.org,Ada,,\ngrace@example.org\n");

        assertThat(((PlannedRow.Valid) planned.rows().get(0)).invitation().item())
                .containsEntry("email", "ADA@EXAMPLE.ORG")
                .containsEntry("metadata", Map.of("login", "ada@example.org", "Name", "Ada", "full_name", "ADA"));
        assertThat(planned.rows().get(0).row().cells()).containsExactly("ada@example.org", "Ada", "", "");
        assertThat(errors(planned.rows().get(1))).extracting(RowError::code).containsExactly(ReasonCode.TOO_FEW_CELLS);
    }

    @Test
    void what_cannot_be_computed_is_said_of_its_row() throws IOException {
        PlannedRows planned = plan("compute.team = fail team", "email,team\nada@example.org,x\n");

        assertThat(planned.errors())
                .extracting(RowError::code, RowError::message)
                .containsExactly(tuple(
                        ReasonCode.COMPUTATION_FAILED,
                        "team: expected that the feed's compute.team can be computed of the row: it fails"));
    }

    @Test
    void rows_are_left_out_by_the_feeds_filters() throws IOException {
        PlannedRows planned = plan(
                "include.Department = Maths | Physics\nexclude.status = Left",
                """
                email,department,status
                ada@example.org,maths,active
                bob@example.org,Arts,active
                cyd@example.org, PHYSICS ,LEFT
                dan@example.org,,
                """);

        assertThat(planned.rows())
                .extracting(row -> row.getClass().getSimpleName())
                .containsExactly("Valid", "Skipped", "Skipped", "Skipped");
        PlannedRow.Skipped skipped = (PlannedRow.Skipped) planned.rows().get(2);
        assertThat(skipped.code()).isEqualTo(ReasonCode.FILTERED);
        assertThat(skipped.message()).isEqualTo("status: 'LEFT' – left out by exclude.status");
    }

    @Test
    void a_file_without_the_column_that_a_filter_goes_by_is_refused() {
        assertRefused(
                "exclude.status = left",
                "email\nada@example.org\n",
                ReasonCode.MISSING_COLUMN,
                "no column status, by which the feed's exclude.status tells whom it may invite");
    }

    @ParameterizedTest
    @CsvSource({"metadata,true", "ignore,false"})
    void unknown_columns_go_along_or_stay(String setting, boolean goesAlong) throws IOException {
        Invitation invitation = plan(
                        "unknown-columns = " + setting, "email,id-of-hr,program_key\nada@example.org,7,acme+p1\n")
                .invitation();

        assertThat(invitation.item().containsKey("metadata")).isEqualTo(goesAlong);
        assertThat(invitation.target()).isEqualTo("program");
    }

    @Test
    void unknown_columns_can_be_refused_with_a_suggestion() throws IOException {
        assertRefused(
                "unknown-columns = refuse",
                "email,frist_name\nada@example.org,Ada\n",
                ReasonCode.UNKNOWN_COLUMN,
                "column 'frist_name' is none that is known here (did you mean first_name?)");
        assertThat(plan(
                                "unknown-columns = refuse\nignore-columns = x y\nexclude.status = left",
                                "email,X-Y,status,_note\nada@example.org,1,here,2\n")
                        .invitation()
                        .item())
                .doesNotContainKey("metadata");
    }

    @Test
    void names_that_the_api_fills_do_not_matter_where_unknown_columns_stay() throws IOException {
        assertThat(plan("unknown-columns = ignore", "id,email,created,created\n7,ada@example.org,x,y\n")
                        .codes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password [Required]",
                "ssha_password",
                "Passwort",
                "pwd",
                "Temporary Password",
                "API-Key",
                "client_secret",
                "Mot de passe"
            })
    void what_looks_like_a_password_is_neither_sent_nor_kept(String name) throws IOException {
        PlannedRows planned = plan(
                "compute.copy = upper " + name, "email," + name + ",note\nada@example.org,hunter2,x\nbob,hunter3,y\n");

        assertThat(planned.rows().get(0).row().cells()).containsExactly("ada@example.org", "", "x");
        assertThat(planned.rows().get(1).row().cells()).containsExactly("bob", "", "y");
        assertThat(planned.rows().toString()).doesNotContainIgnoringCase("hunter");
    }

    @Test
    void a_secretary_is_no_secret() throws IOException {
        assertThat(plan("", "email,secretary\nada@example.org,Bob\n")
                        .invitation()
                        .item())
                .containsEntry("metadata", Map.of("secretary", "Bob"));
    }

    @Test
    void addresses_and_hosts_that_the_feed_does_not_let_through_are_refused() throws IOException {
        PlannedRows planned = plan(
                "allow-domains = example.org | *.example.com\nredirect-hosts = learn.example.org",
                """
                email,redirect_to
                ada@example.org,https://LEARN.example.org:8443/x
                bob@evil.example,
                cyd@a.example.com,https://learn.example.org.evil.example/
                dan@example.org,https://learn.example.org@evil.example/
                eve@example.org,https://evil.example\\\\@learn.example.org/
                """);

        assertThat(planned.rows())
                .extracting(MappingTest::codes)
                .containsExactly(
                        List.of(),
                        List.of(ReasonCode.DOMAIN_NOT_ALLOWED),
                        List.of(ReasonCode.HOST_NOT_ALLOWED),
                        List.of(ReasonCode.INVALID_URL),
                        List.of(ReasonCode.INVALID_URL));
    }

    @Test
    void slips_in_domains_are_refused_with_a_suggestion_unless_the_feed_takes_them() throws IOException {
        String text = "email\nada@gmial.com\n";

        RowError error = plan("", text).errors().get(0);
        assertThat(error.code()).isEqualTo(ReasonCode.EMAIL_TYPO);
        assertThat(error.message()).contains("'ada@gmial.com' – expected a domain that is no slip: perhaps gmail.com");
        assertThat(error.suggestion()).containsExactly(Map.entry("email", "ada@gmail.com"));
        assertThat(plan("typo-domains = accept", text).codes()).isEmpty();
    }

    @Test
    void an_address_in_the_column_of_the_name_is_seen() throws IOException {
        RowError error =
                plan("", "Mail,First name\nAda,ada@example.org\n").errors().get(0);

        assertThat(error.code()).isEqualTo(ReasonCode.INVALID_EMAIL);
        assertThat(error.message()).endsWith("there is one in First name: are the two columns swapped?");
        assertThat(error.suggestion()).isEqualTo(Map.of("Mail", "ada@example.org", "First name", "Ada"));
    }

    @Test
    void who_invites_is_not_taken_for_who_is_invited() throws IOException {
        RowError error = plan("", "email,first_name,source\nada.l,Ada,hr@example.org\n")
                .errors()
                .get(0);

        assertThat(error.code()).isEqualTo(ReasonCode.INVALID_EMAIL);
        assertThat(error.suggestion()).isEmpty();
    }

    @Test
    void a_suggestion_has_the_whole_cell() throws IOException {
        String name = "Ada ".repeat(60) + "L";

        assertThat(plan("", "email,first_name\n" + name + ",ada@example.org\n")
                        .errors()
                        .get(0)
                        .suggestion())
                .containsEntry("first_name", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted\u00a0", "\u200bDeleted", " deleted ", "DELETED\u2060"})
    void a_filter_sees_what_people_see(String status) throws IOException {
        assertThat(plan("exclude.status = deleted", "email,status\nada@example.org," + status + "\n")
                        .rows())
                .hasOnlyElementsOfType(PlannedRow.Skipped.class);
    }

    @Test
    void a_filter_by_a_column_that_is_there_twice_refuses_the_file() {
        assertRefused(
                "mapping = canvas",
                "email,status,Status\nada@example.org,deleted,active\n",
                ReasonCode.DUPLICATE_COLUMN,
                "columns 2 and 3 are both named 'status'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"\"a\"\": \"\"\\ud800\"\"}", "DEEP"})
    void metadata_that_no_request_could_carry_is_refused(String metadata) throws IOException {
        String deep = "{\"\"a\"\":".repeat(800) + "1" + "}".repeat(800);

        assertThat(plan("", "email,metadata\nada@example.org,\"" + metadata.replace("DEEP", deep) + "\"\n")
                        .codes())
                .containsExactly(ReasonCode.INVALID_METADATA);
    }

    @Test
    void an_address_is_composed_and_mixed_alphabets_are_refused() throws IOException {
        assertThat(plan("", "email\njose\u0301@example.org\n").invitation().email())
                .isEqualTo("josé@example.org");
        assertThat(plan("", "email\nada@ex\u0430mple.org\n").errors())
                .extracting(RowError::message)
                .singleElement()
                .asString()
                .contains("a domain in one alphabet");
        assertThat(plan("", "email\nada@пример.рф\nada@bücher.example\n").invitations())
                .hasSize(2);
        assertThat(plan("", "email\nada@[127.0.0.1]\n").codes()).containsExactly(ReasonCode.INVALID_EMAIL);
    }

    @Test
    void an_export_of_entra_can_be_dropped_as_it_is() throws IOException {
        assertThat(plan(
                                "mapping = entra",
                                """
                                Email address to invite [inviteeEmail] Required,Redirection url [inviteRedirectURL] Required,Send invitation message (true or false) [sendEmail],Customized invitation message [customizedMessageBody]
                                ada@example.org,https://example.org/,TRUE,"Hello, and welcome"
                                """)
                        .invitation()
                        .item())
                .containsOnlyKeys("email", "redirect_to", "platform_key");
        assertInvited(
                "entra",
                """
                userPrincipalName,displayName,surname,mail,givenName,id,userType,accountEnabled,companyName
                ada@tenant.example,Ada,Lovelace,ada@example.org,Ada,1,Member,True,Acme
                bob@tenant.example,Bob,B,bob@example.org,Bob,2,Member,False,Acme
                """,
                Map.of("first_name", "Ada", "last_name", "Lovelace", "company_name", "Acme"));
    }

    @Test
    void an_export_of_google_workspace_can_be_dropped_as_it_is() throws IOException {
        assertInvited(
                "google-workspace",
                """
                First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Status [READ ONLY],Department
                Ada,Lovelace,ada@example.org,****,Active,Maths
                Jean,"de la Tour, Jr.",jean@example.org,****,Suspended,
                """,
                Map.of("first_name", "Ada", "last_name", "Lovelace"));
    }

    @Test
    void users_of_canvas_can_be_dropped_as_they_are() throws IOException {
        assertInvited(
                "canvas",
                """
                user_id,login_id,password,first_name,last_name,short_name,email,status
                01,ada,secret1,Ada,Lovelace,Ada,ada@example.org,active
                02,bob,secret2,Bob,B,Bob,bob@example.org,deleted
                03,cyd,secret3,Cyd,C,Cyd,cyd@example.org,suspended
                """,
                Map.of("first_name", "Ada", "last_name", "Lovelace"));
    }

    @Test
    void users_of_moodle_can_be_dropped_as_they_are() throws IOException {
        assertInvited(
                "moodle",
                """
                username,password,firstname,lastname,email,institution,suspended,deleted,auth,course1
                ada,secret1,Ada,Lovelace,ada@example.org,Acme,0,0,manual,C1
                bob,secret2,Bob,B,bob@example.org,,1,0,manual,C1
                cyd,secret3,Cyd,C,cyd@example.org,,0,1,manual,C1
                dan,secret4,Dan,D,dan@example.org,,0,0,nologin,C1
                """,
                Map.of("first_name", "Ada", "last_name", "Lovelace", "company_name", "Acme"));
    }

    @Test
    void users_of_oneroster_can_be_dropped_as_they_are() throws IOException {
        assertInvited(
                "oneroster",
                """
                sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,password
                1,active,2026-01-01,true,o,student,ada,Ada,Lovelace,ada@example.org,secret1
                2,tobedeleted,2026-01-01,true,o,student,bob,Bob,B,bob@example.org,secret2
                3,,2026-01-01,false,o,student,cyd,Cyd,C,cyd@example.org,secret3
                """,
                Map.of("first_name", "Ada", "last_name", "Lovelace"));
    }

    /** Only the first row is meant, and only what the API knows of it is sent. */
    private void assertInvited(String mapping, String text, Map<String, Object> fields) throws IOException {
        PlannedRows planned = plan("mapping = " + mapping, text);

        PlannedRow.Valid first = (PlannedRow.Valid) planned.rows().get(0);
        assertThat(first.invitation().email()).isEqualTo("ada@example.org");
        assertThat(first.invitation().username()).isNull();
        assertThat(first.invitation().item()).containsAllEntriesOf(fields).doesNotContainKey("metadata");
        assertThat(planned.rows().stream().skip(1)).isNotEmpty().allMatch(PlannedRow.Skipped.class::isInstance);
    }

    @Test
    void a_feed_may_say_that_a_column_is_meant_as_it_is() throws IOException {
        String text = "email,Course,programm_key\nada@example.org,Maths,x\n";
        assertRefused("", text, ReasonCode.MISTAKEN_COLUMN, "column 2 'Course'");
        assertRefused("ignore-columns = course", text, ReasonCode.MISTAKEN_COLUMN, "column 3 'programm_key'");
        assertThat(plan("ignore-columns = course | Programm Key", text)
                        .invitation()
                        .item())
                .doesNotContainKey("metadata");
        assertThat(plan("column.program_key = Course\nignore-columns = programm_key", text.replace("Maths", "acme+p1"))
                        .invitation()
                        .targetKey())
                .isEqualTo("acme+p1");
        assertThat(plan("constant.program_key = acme+p2\nignore-columns = course", text.replace("Maths", ""))
                        .invitation()
                        .targetKey())
                .isEqualTo("acme+p2");
        assertThat(plan("include.Course = Maths\nignore-columns = programm_key", text)
                        .rows())
                .hasSize(1);
    }

    @Test
    void a_feed_may_take_addresses_that_people_hardly_ever_have() throws IOException {
        String text = "email,username\nr&d@intranet.local,\n,#ada\n'ada@example.org,\n";
        assertThat(plan("", text).rows()).allSatisfy(row -> assertThat(codes(row))
                .hasSize(1)
                .containsAnyOf(ReasonCode.INVALID_EMAIL, ReasonCode.INVALID_USERNAME));
        assertThat(plan("unusual-addresses = accept", text).invitations())
                .extracting(Invitation::email)
                .containsExactly("r&d@intranet.local", null, "'ada@example.org");
        assertThat(plan("unusual-addresses = accept", "email\na\\b@example.org\n\ue000@example.org\na b@example.org\n")
                        .rows())
                .allSatisfy(row -> assertThat(codes(row)).containsExactly(ReasonCode.INVALID_EMAIL));
    }

    private static List<ReasonCode> codes(PlannedRow row) {
        return errors(row).stream().map(RowError::code).toList();
    }

    private static List<RowError> errors(PlannedRow row) {
        return row instanceof PlannedRow.Invalid invalid ? invalid.errors() : List.of();
    }

    private PlannedRows plan(String settings, String text) throws IOException {
        return PlannedRows.of(text, feed(settings), TestTarget.BOTH);
    }

    private Feed feed(String settings) throws IOException {
        Files.writeString(home.resolve("feeds/hr.properties"), settings);
        return new FeedReader(
                        FeedFolder.of(home, Clock.systemUTC()),
                        TestTarget.BOTH,
                        "acme",
                        null,
                        null,
                        MappingTest::understood,
                        Property::defaultValue)
                .named("hr");
    }

    /** {@code upper x} is the cell of column x in capitals; {@code fail} fails. */
    private static Function<Map<String, String>, String> understood(String text) {
        String column = ColumnName.withoutGaps(text.substring(text.indexOf(' ') + 1));
        return cells -> {
            if (text.startsWith("fail")) {
                throw new IllegalArgumentException("it fails");
            }
            return cells.getOrDefault(column, "").toUpperCase(Locale.ROOT);
        };
    }

    private void assertRefused(String settings, String text, ReasonCode code, String told) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> plan(settings, text))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.reason()).contains(told);
                });
    }
}

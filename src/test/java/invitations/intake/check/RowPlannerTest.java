package invitations.intake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import invitations.invitation.FileRefusedException;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import invitations.testing.CsvText;
import invitations.testing.PlannedRows;
import invitations.testing.TestTarget;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowPlannerTest {

    @Test
    void a_platform_row_becomes_an_item_in_the_order_of_the_file() {
        Invitation invitation = PlannedRows.of(
                        """
                        first_name,active,email,Cost Center,username,expired,redirect_to,platform_key,source
                        Ann,Yes, ann@example.org ,4711,ann,2026-11-22,https://example.org/a?b=c,north,boss
                        """)
                .invitation();

        assertThat(invitation.target()).isEqualTo("platform");
        assertThat(invitation.operation()).isEqualTo(Operation.SINGLE);
        assertThat(invitation.tenant()).isEqualTo("north");
        assertThat(invitation.targetKey()).isEqualTo("north");
        assertThat(invitation.email()).isEqualTo("ann@example.org");
        assertThat(invitation.username()).isEqualTo("ann");
        assertThat(invitation.item())
                .containsExactly(
                        entry("first_name", "Ann"),
                        entry("active", true),
                        entry("email", "ann@example.org"),
                        entry("username", "ann"),
                        entry("expired", "2026-11-22T00:00:00Z"),
                        entry("redirect_to", "https://example.org/a?b=c"),
                        entry("platform_key", "north"),
                        entry("source", "boss"),
                        entry("metadata", Map.of("Cost Center", "4711")));
    }

    @Test
    void a_program_row_keeps_its_dates_where_the_api_wants_them() {
        Invitation invitation = PlannedRows.of(
                        """
                        email,program_key,program_access_start_date,program_access_expiration_date,active
                        ann@example.org,acme+p1,2026-12-01 08:30,2027-01-01T00:00:00+02:00,0
                        """)
                .invitation();

        assertThat(invitation.target()).isEqualTo("program");
        assertThat(invitation.operation()).isEqualTo(Operation.BULK);
        assertThat(invitation.tenant()).isEqualTo("acme");
        assertThat(invitation.targetKey()).isEqualTo("acme+p1");
        assertThat(invitation.username()).isNull();
        assertThat(invitation.item())
                .containsExactly(
                        entry("email", "ann@example.org"),
                        entry("program_key", "acme+p1"),
                        entry(
                                "enrollment_config",
                                Map.of("started", "2026-12-01T08:30:00Z", "expired", "2027-01-01T00:00:00+02:00")),
                        entry("active", false),
                        entry("platform_key", "acme"),
                        entry("source", "admin"));
    }

    @Test
    void empty_and_blank_cells_are_not_sent() {
        assertThat(PlannedRows.of("email,first_name,expired,team\nann@example.org, ,\u00A0,\"\n\"")
                        .invitation()
                        .item())
                .containsOnlyKeys("email", "platform_key", "source");
    }

    @Test
    void text_is_sent_as_it_stands_without_the_blanks_around_it() {
        assertThat(PlannedRows.of("email,first_name,team\nann@example.org, Ann\t,\" a\r\nb \"")
                        .invitation()
                        .item())
                .containsEntry("first_name", "Ann")
                .containsEntry("metadata", Map.of("team", "a\r\nb"));
    }

    @Test
    void a_row_goes_where_its_key_column_says() {
        List<Invitation> invitations = PlannedRows.of(
                        "email,platform_key,program_key\nann@example.org,north,\nann@example.org,north,acme+p1\n")
                .invitations();

        assertThat(invitations).extracting(Invitation::target).containsExactly("platform", "program");
        assertThat(invitations).extracting(Invitation::targetKey).containsExactly("north", "acme+p1");
        assertThat(invitations).extracting(Invitation::tenant).containsOnly("north");
    }

    @Test
    void target_and_operation_columns_win_over_the_feed_and_the_feed_over_the_key_column() {
        String text =
                """
                email,program_key,target,operation
                a@example.org,acme+p1,,
                b@example.org,acme+p1, Program ,
                c@example.org,acme+p1,program,Bulk
                """;

        List<Invitation> invitations = PlannedRows.of(
                        text, PlannedRows.feed("platform", Operation.SINGLE, Map.of()), TestTarget.BOTH)
                .invitations();

        assertThat(invitations).extracting(Invitation::target).containsExactly("platform", "program", "program");
        assertThat(invitations)
                .extracting(Invitation::operation)
                .containsExactly(Operation.SINGLE, Operation.SINGLE, Operation.BULK);
        assertThat(invitations.get(0).item()).containsEntry("metadata", Map.of("program_key", "acme+p1"));
    }

    @Test
    void a_course_row_is_never_taken_for_a_platform_row() {
        PlannedRows planned = PlannedRows.of("email,course_id\nann@example.org,course-v1:Acme+C1+2026\n");

        assertThat(planned.errors())
                .containsExactly(
                        new RowError(
                                ReasonCode.UNKNOWN_TARGET,
                                "course_id",
                                "course-v1:Acme+C1+2026",
                                "a row for one of the targets platform, program; invitations by this column are not supported"));
        assertThat(PlannedRows.of("email,course_id\nann@example.org,\n")
                        .invitation()
                        .target())
                .isEqualTo("platform");
    }

    @Test
    void a_course_that_the_feed_gives_to_all_rows_is_not_ignored_either() {
        assertThat(PlannedRows.of(
                                "email\nann@example.org\n",
                                PlannedRows.feed(null, null, Map.of("course_id", "course-v1:A+B+C")),
                                TestTarget.BOTH)
                        .codes())
                .containsExactly(ReasonCode.UNKNOWN_TARGET);
    }

    @Test
    void a_course_row_goes_to_its_target_once_there_is_one() {
        List<Target> all = List.of(TestTarget.PLATFORM, TestTarget.PROGRAM, TestTarget.COURSE);

        assertThat(PlannedRows.of("email,course_id\nann@example.org,course-v1:A+B+C\n", PlannedRows.OF_ACME, all)
                        .invitation()
                        .target())
                .isEqualTo("course");
    }

    @Test
    void a_row_with_the_keys_of_two_targets_is_asked_which() {
        assertThat(PlannedRows.of("email,program_key,course_id\nann@example.org,acme+p1,course-v1:A+B+C\n")
                        .errors())
                .containsExactly(new RowError(
                        ReasonCode.UNKNOWN_TARGET,
                        "course_id",
                        "course-v1:A+B+C",
                        "one key: program_key is filled as well"));
    }

    @Test
    void without_a_fallback_a_row_must_say_its_target() {
        PlannedRows planned = PlannedRows.of(
                "email,program_key\nann@example.org,\n", PlannedRows.OF_ACME, List.of(TestTarget.PROGRAM));

        assertThat(planned.codes()).containsExactly(ReasonCode.UNKNOWN_TARGET);
        assertThat(planned.errors().get(0).expected()).isEqualTo("a target: program");
    }

    @Test
    void an_unknown_target_is_told_with_a_suggestion_and_the_cells_are_checked_all_the_same() {
        assertThat(PlannedRows.of("email,target,first_name\nann@,progam,\u0007\n")
                        .errors())
                .extracting(RowError::code, RowError::column, RowError::expected)
                .containsExactly(
                        tuple(
                                ReasonCode.UNKNOWN_TARGET,
                                "target",
                                "one of the targets platform, program (did you mean program?)"),
                        tuple(
                                ReasonCode.INVALID_EMAIL,
                                "email",
                                "a domain with a dot behind the @, such as example.org"),
                        tuple(
                                ReasonCode.CONTROL_CHARACTER,
                                "first_name",
                                "no control or invisible character, found U+0007 at position 1"));
        assertThat(PlannedRows.of("email,target\n,moon\n").codes()).containsExactly(ReasonCode.UNKNOWN_TARGET);
    }

    @ParameterizedTest
    @CsvSource({"blank", "redeem", "both"})
    void an_operation_that_is_not_offered_is_an_error_and_never_replaced(String operation) {
        PlannedRows planned = PlannedRows.of("email,operation\nann@example.org," + operation + "\n");

        assertThat(planned.errors())
                .containsExactly(new RowError(
                        ReasonCode.UNKNOWN_OPERATION, "operation", operation, "single or bulk for platform"));
    }

    @Test
    void an_operation_of_the_feed_that_a_rows_target_lacks_is_an_error_too() {
        assertThat(PlannedRows.of(
                                "email,course_id\nann@example.org,course-v1:A+B+C\n",
                                PlannedRows.feed(null, Operation.SINGLE, Map.of()),
                                List.of(TestTarget.PLATFORM, TestTarget.COURSE))
                        .codes())
                .containsExactly(ReasonCode.UNKNOWN_OPERATION);
    }

    @Test
    void all_errors_of_a_row_are_told() {
        PlannedRows planned = PlannedRows.of(
                """
                email,platform_key,active,expired,redirect_to,username,target
                ann@example,no rth,perhaps,22.11.2026,http://example.org,an n
                """);

        assertThat(planned.codes())
                .containsExactly(
                        ReasonCode.TOO_FEW_CELLS,
                        ReasonCode.INVALID_EMAIL,
                        ReasonCode.INVALID_KEY,
                        ReasonCode.INVALID_BOOLEAN,
                        ReasonCode.INVALID_DATE,
                        ReasonCode.INVALID_URL,
                        ReasonCode.INVALID_USERNAME);
    }

    @Test
    void a_row_without_a_person_or_a_key_is_told_what_is_missing() {
        assertThat(PlannedRows.of("email,username,program_key,target\n,,,program\n")
                        .errors())
                .extracting(RowError::message)
                .containsExactly(
                        "program_key: expected a value, here or for the whole feed",
                        "email or username: expected the person to invite");
    }

    @Test
    void a_wrong_address_is_not_a_missing_person() {
        assertThat(PlannedRows.of("email\nann\n").codes()).containsExactly(ReasonCode.INVALID_EMAIL);
        assertThat(PlannedRows.of("username,email\nann,\n").invitation().email())
                .isNull();
    }

    @Test
    void an_owners_address_does_not_stand_for_the_person() {
        PlannedRows planned = PlannedRows.of("email,user_group_owner_email\n,boss@example.org\n");

        assertThat(planned.codes()).containsExactly(ReasonCode.MISSING_VALUE);
    }

    @Test
    void cells_too_many_and_too_few_are_told_with_their_numbers() {
        assertThat(PlannedRows.of("email,first_name\nann@example.org,Smith, Ann\n")
                        .errors())
                .containsExactly(new RowError(
                        ReasonCode.TOO_MANY_CELLS,
                        null,
                        " Ann",
                        "2 cells as in the header, found 3; a value with a comma needs quotes"));
        assertThat(PlannedRows.of("email,program_key\nann@example.org\n").codes())
                .containsExactly(ReasonCode.TOO_FEW_CELLS);
    }

    @Test
    void the_feed_fills_what_is_empty_or_not_there_and_nothing_else() {
        Map<String, String> defaults = Map.of(
                "active", "no", "platform_key", "south", "team", "blue", "cost_center", "1", "metadata", "{\"a\":1}");
        List<Invitation> invitations = PlannedRows.of(
                        "email,Team,active\nann@example.org,,\nbob@example.org,red,yes\n",
                        PlannedRows.feed(null, null, defaults),
                        TestTarget.BOTH)
                .invitations();

        assertThat(invitations.get(0).item())
                .containsEntry("active", false)
                .containsEntry("platform_key", "south")
                .containsEntry("metadata", Map.of("a", 1, "Team", "blue", "cost_center", "1"));
        assertThat(invitations.get(1).item())
                .containsEntry("active", true)
                .containsEntry("metadata", Map.of("a", 1, "Team", "red", "cost_center", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active|perhaps|active: 'perhaps'",
                "redirect_to|http://example.org|https instead of http",
                "program_key|a b|program_key: 'a b'",
                "metadata|[]|a JSON object",
                "id|7|default.id, which only the API or this bundle fills"
            })
    void a_default_that_no_row_could_have_refuses_the_file_as_the_feeds_mistake(
            String column, String value, String told) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> PlannedRows.of(
                        "email\nann@example.org\n",
                        PlannedRows.feed(null, null, Map.of(column, value)),
                        TestTarget.BOTH))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.INVALID_FEED);
                    assertThat(refused.reason()).contains("feed hr", told);
                });
    }

    @Test
    void a_metadata_column_is_a_json_object_to_which_other_columns_are_added() {
        Invitation invitation = PlannedRows.of(
                        "email,metadata,team\nann@example.org,\"{\"\"team\"\":\"\"x\"\",\"\"n\"\":1.50,\"\"list\"\":[true,null],\"\"none\"\":null}\",blue\n")
                .invitation();

        assertThat(String.valueOf(invitation.item().get("metadata")))
                .isEqualTo("{team=blue, n=1.50, list=[true, null]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "text",
                "[1]",
                "null",
                "{'a':1} {'b':2}",
                "{'a':1,'a':2}",
                "{'invitation_drop':'x'}",
                "{'Invitation Call':'x'}",
                "{'a':['\\u0007']}",
                "{'\\u202e':1}"
            })
    void other_metadata_is_an_error(String json) {
        String cell = json.replace("'", "\"\"");

        assertThat(PlannedRows.of("email,metadata\nann@example.org,\"" + cell + "\"\n")
                        .codes())
                .containsExactly(ReasonCode.INVALID_METADATA);
    }

    @Test
    void a_value_is_quoted_short_and_without_controls() {
        String longOne = "é🎉".repeat(100);
        RowError error = PlannedRows.of("email\n\"" + longOne + "\"\n").errors().get(0);
        assertThat(error.value()).hasSizeBetween(198, 200).endsWith("🎉é…");

        assertThat(PlannedRows.of("email\n\"a\nb\u001B@x\"\n").errors().get(0).value())
                .isEqualTo("a\\u000ab\\u001b@x");
    }

    @Test
    void a_value_of_200_characters_is_quoted_whole() {
        String value = "a".repeat(200);

        assertThat(PlannedRows.of("email\n" + value + "\n").errors().get(0).value())
                .isEqualTo(value);
    }

    @Test
    void many_threads_may_plan_at_once() {
        List<PlannedRow> rows = PlannedRows.of(
                        """
                        email,expired,redirect_to
                        ann@example.org,2026-11-22,https://example.org/
                        bob@example.org,soon,ftp://x
                        """)
                .rows();
        RowPlanner planner = RowPlanner.begin(
                CsvText.rows("email,expired,redirect_to\n").iterator(),
                PlannedRows.OF_ACME,
                TestTarget.BOTH,
                PlannedRows.RULES);

        boolean same = IntStream.range(0, 20_000)
                .parallel()
                .allMatch(i -> planner.plan(rows.get(i % 2).row()).equals(rows.get(i % 2)));

        assertThat(same).isTrue();
    }
}

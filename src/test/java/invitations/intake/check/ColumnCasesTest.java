package invitations.intake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import invitations.invitation.FileRefusedException;
import invitations.invitation.InvitationKey;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.testing.PlannedRows;
import invitations.testing.SharedTestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shared cases of columns and addresses, each against its line in the table of cases. */
class ColumnCasesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V11e-program-key-near-miss.csv|MISTAKEN_COLUMN|'programm_key'|'program_key' is meant",
                "V11l-course-names.csv|MISTAKEN_COLUMN|'course'|'course_id' is meant",
                "F34b-required-mark-on-names.csv|DUPLICATE_COLUMN|'Email'|'Email (work)'",
                "F27a-two-address-columns.csv|DUPLICATE_COLUMN|'Email'|'Email Address'",
                "F27b-two-address-columns.csv|DUPLICATE_COLUMN|'Mail'|'Primary Email'",
                "F27c-mail-and-email.csv|DUPLICATE_COLUMN|'Email'|'Mail'"
            })
    void a_file_that_may_mean_another_place_or_address_is_refused(
            String file, ReasonCode code, String one, String other) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> plan(file))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.line()).isEqualTo(1);
                    assertThat(refused.reason()).contains(one, other, "ignore-columns");
                });
    }

    @Test
    void a_hint_never_names_a_column_that_is_understood() {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> plan("C02-no-address-column.csv"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.MISSING_COLUMN);
                    assertThat(refused.reason()).doesNotContain("Surname", "FamilyName", "perhaps");
                });
    }

    @Test
    void what_stands_around_a_name_does_not_count() throws IOException {
        PlannedRows decorated = plan("V11f-program-key-required-mark.csv");
        assertThat(decorated.invitation().target()).isEqualTo("program");
        assertThat(decorated.invitation().targetKey()).isEqualTo("acme+p1");

        assertThat(plan("F34c-colon.csv").invitation().item()).contains(entry("first_name", "Cal"));
        assertThat(plan("V11n-curly-quotes.csv").invitation().item()).contains(entry("first_name", "Ada"));
        assertThat(plan("F15a-zero-width-in-header.csv").invitation().item())
                .contains(entry("first_name", "Ada"), entry("last_name", "Lovelace"));
        assertThat(plan("F36-german-header.csv").invitation().item())
                .contains(
                        entry("email", "f36a@example.org"), entry("first_name", "Ada"), entry("last_name", "Lovelace"));
    }

    @Test
    void columns_that_only_their_brackets_tell_apart_go_along_under_their_whole_names() throws IOException {
        assertThat(plan("C06-brackets-tell-columns-apart.csv")
                        .invitation()
                        .item()
                        .get("metadata"))
                .isEqualTo(Map.of("Speed [km/h]", "1", "Speed [mph]", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"F23a-id-column.csv", "F23b-crm-export.csv"})
    void numbers_of_forms_and_customers_are_not_read(String file) throws IOException {
        assertThat(plan(file).invitation().item()).doesNotContainKeys("id", "user_id", "created");
        assertThat(String.valueOf(plan(file).invitation().item().get("metadata")))
                .doesNotContain("7", "2024-01-01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F01-percent-encoded.csv|f01ok@example.org",
                "F02-leading-apostrophe.csv|o'f02ok@example.org",
                "F03-smart-apostrophe.csv|o'f03ok@example.org",
                "F04-stray-sign-before.csv|_f04r@example.org f04t@example.org",
                "F07-two-people-in-a-cell.csv|f07o+f07p@example.org",
                "F07b-two-lines-in-a-cell.csv|",
                "F08-name-and-address.csv|",
                "F22-commented-out.csv|f22ok@example.org",
                "C01-backslash-in-address.csv|",
                "F29c-one-column-appended.csv|f29c@example.org f29c@example.org f29d@example.org"
            })
    void only_addresses_that_are_one_for_certain_are_sent(String file, String sent) throws IOException {
        assertThat(sent(plan(file))).containsExactly(sent == null ? new String[0] : sent.split(" "));
    }

    @Test
    void each_sign_that_does_not_belong_is_told_with_a_suggestion() throws IOException {
        assertThat(suggestions("F01-percent-encoded.csv"))
                .containsExactly(
                        entry("%20f01a@example.org", "f01a@example.org"),
                        entry("f01b%20@example.org", "f01b@example.org"),
                        entry("%C2%A0f01c@example.org", "f01c@example.org"),
                        entry("f01d%40example.org", "f01d@example.org"),
                        entry("f01e%2Btag@example.org", "f01e+tag@example.org"),
                        entry("f01f@example.org%20", "f01f@example.org"));
        assertThat(suggestions("F02-leading-apostrophe.csv").values())
                .containsExactlyElementsOf(numbered("f02", "abcdef"));
        assertThat(suggestions("F03-smart-apostrophe.csv").values())
                .containsExactly("o'f03a@example.org", "o'f03b@example.org", "o'f03c@example.org");
        assertThat(suggestions("F04-stray-sign-before.csv").values())
                .containsExactlyElementsOf(numbered("f04", "abcdefghjklmnopqs"));
        assertThat(suggestions("F08-name-and-address.csv").values())
                .containsExactly(
                        "f08a@example.org",
                        "f08b@example.org",
                        "f08c@example.org",
                        "f08d@example.org",
                        "f08e@example.org",
                        "f08f@example.org",
                        "f08g@example.org",
                        "f08h@example.org",
                        "f08i@example.org",
                        "f08j@example.org",
                        "f08k@example.org",
                        "f08l@example.org",
                        "x500f08m@example.org");
        assertThat(suggestions("F22-commented-out.csv").values()).containsExactlyElementsOf(numbered("f22", "abcde"));
        assertThat(suggestions("F29c-one-column-appended.csv"))
                .containsExactly(entry("f29d@example.orgemail", "f29d@example.org"));
    }

    @Test
    void where_two_people_stand_in_a_cell_both_are_named() throws IOException {
        assertThat(suggestions("F07-two-people-in-a-cell.csv").values())
                .containsExactly(
                        "f07a@example.org; f07b@example.org",
                        "f07c@example.org; f07d@example.org",
                        "f07e@example.org; f07f@example.org",
                        "f07g@example.org; f07h@example.org",
                        "f07i@example.org; f07j@example.org",
                        "f07k@example.org; f07l@example.org",
                        "f07m@example.org; f07n@example.org",
                        "f07q@example.org; f07r@example.org");
        assertThat(suggestions("F07b-two-lines-in-a-cell.csv").values())
                .containsExactly("f07s@example.org; f07t@example.org");
    }

    @Test
    void all_errors_on_addresses_have_the_code_for_them() throws IOException {
        for (String file : List.of(
                "F01-percent-encoded.csv",
                "F02-leading-apostrophe.csv",
                "F03-smart-apostrophe.csv",
                "F04-stray-sign-before.csv",
                "F07-two-people-in-a-cell.csv",
                "F07b-two-lines-in-a-cell.csv",
                "F08-name-and-address.csv",
                "F22-commented-out.csv",
                "C01-backslash-in-address.csv",
                "F29c-one-column-appended.csv")) {
            assertThat(errors(plan(file))).as(file).extracting(RowError::code).containsOnly(ReasonCode.INVALID_EMAIL);
        }
        assertThat(errors(plan("F22b-commented-out-username.csv")))
                .extracting(RowError::code, error -> error.suggestion().get("username"))
                .containsExactly(
                        tuple(ReasonCode.INVALID_USERNAME, "f22f"), tuple(ReasonCode.INVALID_USERNAME, "f22g"));
    }

    @Test
    void blanks_of_all_kinds_and_line_breaks_around_an_address_do_not_count() throws IOException {
        assertThat(sent(plan("F05-blank-around.csv"))).containsExactlyElementsOf(numbered("f05", "abcdefghij"));
        assertThat(sent(plan("C03-line-break-behind-address.csv"))).containsExactly("ada.c03@example.org");
    }

    @Test
    void two_spellings_of_an_address_are_one_person_and_the_usual_one_is_sent() throws IOException {
        List<String> sent = sent(plan("F09-full-width.csv"));

        assertThat(sent)
                .containsExactly(
                        "f09a@example.org",
                        "f09b@example.org",
                        "f09c@example.org",
                        "f09d@example.org",
                        "f09e@example.org",
                        "f09a@example.org",
                        "f09d@example.org");
        Set<String> keys = new HashSet<>();
        for (String text : List.of("f09a@ｅｘａｍｐｌｅ.org", "ｆ09a＠example。org", "F09A@example．org", " f09a@EXAMPLE.org\n")) {
            keys.add(InvitationKey.canonicalEmail(text));
        }
        assertThat(keys).containsExactly("f09a@example.org");
    }

    @Test
    void a_mark_of_direction_in_a_name_passes() throws IOException {
        assertThat(plan("C05-right-to-left-mark.csv").invitation().item()).containsEntry("first_name", "\u200fDana");
    }

    private static PlannedRows plan(String file) throws IOException {
        return PlannedRows.of(Files.readString(SharedTestData.path("../cases/" + file)));
    }

    private static List<String> sent(PlannedRows planned) {
        return planned.rows().stream()
                .filter(PlannedRow.Valid.class::isInstance)
                .map(row -> String.valueOf(((PlannedRow.Valid) row).invitation().email()))
                .toList();
    }

    private static List<RowError> errors(PlannedRows planned) {
        return planned.rows().stream()
                .filter(PlannedRow.Invalid.class::isInstance)
                .flatMap(row -> ((PlannedRow.Invalid) row).errors().stream())
                .toList();
    }

    private static Map<String, String> suggestions(String file) throws IOException {
        Map<String, String> suggestions = new LinkedHashMap<>();
        errors(plan(file))
                .forEach(error -> suggestions.put(
                        String.valueOf(error.value()), error.suggestion().getOrDefault("email", "")));
        return suggestions;
    }

    private static List<String> numbered(String name, String letters) {
        List<String> all = new ArrayList<>();
        letters.chars().forEach(letter -> all.add(name + (char) letter + "@example.org"));
        return all;
    }
}

package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.feed.Feed;
import invitations.feed.Mapping;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.PlannedRows;
import invitations.testing.TestTarget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines above the header that say where the people of a list belong, and titles that do not. */
class TitleLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Course: acme+p1!Course!course_id",
                "Program: X!Program!program_key",
                "Platform: acme!Platform!platform_key",
                "platform_key: acme!platform_key!platform_key",
                "PLATFORM KEY = acme!PLATFORM KEY!platform_key",
                "Platform;acme!Platform!platform_key",
                "Platform\tacme!Platform!platform_key",
                "Platform:;acme!Platform!platform_key",
                "Platform,acme!Platform!platform_key",
                "platform_key,acme!platform_key!platform_key",
                "Course:,acme+c1!Course!course_id",
                "\"Course: acme, 2026\"!Course!course_id",
                "Kurs: Mathematik!Kurs!course_id",
                "Programme - acme+p1!Programme!program_key",
                "Program acme+p1!Program!program_key",
                "Course course-v1:acme+c1+2026!Course!course_id",
                "# Program: acme+p1!Program!program_key",
                "List of the course: Maths!List of the course!course_id",
                "Exported 2026; Program: acme+p1!Program!program_key",
                "Programm_key: acme+p1!Programm_key!program_key",
                "target: program!target!target",
                "Expires: 2027-01-01!Expires!expired",
                "Active: no!Active!active"
            })
    void a_line_that_says_where_all_belong_refuses_the_file(String title, String name, String field) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> PlannedRows.of("Report\n" + title + "\n\nemail,name\nada@example.org,Ada\n"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.MISTAKEN_COLUMN);
                    assertThat(refused.line()).isEqualTo(2);
                    assertThat(refused.reason())
                            .contains("'" + name + "'", "'" + field + "'", "constant." + field, "ignore-columns");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Course list 2026",
                "Students of the program",
                "Program",
                "Course participants: spring",
                "version:v1.0,,,",
                "Email: office@example.org",
                "Contact for the course: office@example.org",
                "Exported: 2026-01-01",
                "Created on 2026-01-01 12:30",
                "Number of courses: 3",
                "Count: 25",
                "School: Acme",
                "Note - see the handbook",
                "# made by a program",
                "https://example.org/list"
            })
    void a_title_is_passed_over(String title) {
        assertThat(PlannedRows.of(title + "\nemail,name\nada@example.org,Ada\n")
                        .invitation()
                        .target())
                .isEqualTo("platform");
    }

    @Test
    void a_column_for_it_wins() {
        assertThat(PlannedRows.of("Program: acme+p1\nemail,program_key\nada@example.org,acme+p2\n")
                        .invitation()
                        .targetKey())
                .isEqualTo("acme+p2");
    }

    @Test
    void what_the_feed_sets_for_all_rows_or_ignores_is_said() {
        String text = "Platform: acme\nemail,name\nada@example.org,Ada\n";
        Feed sets = PlannedRows.feed(new Mapping(
                Map.of(),
                Map.of("platform_key", "acme"),
                Map.of(),
                List.of(),
                Set.of(),
                Mapping.UnknownColumns.METADATA));
        Feed ignores = PlannedRows.feed(new Mapping(
                Map.of(), Map.of(), Map.of(), List.of(), Set.of("platform"), Mapping.UnknownColumns.METADATA));

        for (Feed feed : List.of(sets, ignores)) {
            assertThat(PlannedRows.of(text, feed, TestTarget.BOTH).invitations())
                    .hasSize(1);
        }
    }

    @Test
    void a_header_of_two_columns_is_no_title() {
        assertThat(PlannedRows.of("program_key,email\nacme+p1,ada@example.org\n")
                        .invitation()
                        .targetKey())
                .isEqualTo("acme+p1");
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> PlannedRows.of("Platform,Student\nacme,Ada\n"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.NO_HEADER));
    }
}

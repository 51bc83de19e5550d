package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.RecordedRequest;
import invitations.settings.Property;
import invitations.testing.BlankCsv;
import invitations.testing.SandboxStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blank invitations: so many there shall be, or so many more. What faults do to them is in another class. */
class BlankJourneyTest {
    private static final String HEADER = "operation,platform_key,source,count,mode\n";

    @TempDir
    Path folder;

    @Test
    void what_is_missing_is_made_and_a_second_time_there_is_nothing_to_make() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(stage.sent(BlankCsv.file(stage, "first", BlankCsv.row(3, "ensure")))
                            .counts())
                    .isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.sent(BlankCsv.file(stage, "more", BlankCsv.row(5, "ensure")))
                            .counts())
                    .isEqualTo(Map.of("INVITED", 1L));
            long posts = stage.posts().size();

            SandboxStage.Result again = stage.sent(BlankCsv.file(stage, "again", BlankCsv.row(4, "ensure")));

            assertThat(again.counts()).isEqualTo(Map.of("ALREADY_INVITED", 1L));
            assertThat(again.rows().get(0).message()).isEqualTo("5 of this source are there already");
            assertThat(stage.posts()).hasSize((int) posts).hasSize(2);
            assertThat(stage.blanksLeft("fair")).isEqualTo(5);
            stage.verify();
        }
    }

    @Test
    void what_others_made_counts_and_so_does_what_was_given_away() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(stage.post("platform/blank/", "{\"platform_key\":\"acme\",\"source\":\"fair\",\"count\":110}"))
                    .isEqualTo(200);
            assertThat(stage.post(
                            "platform/redeem/", "{\"platform_key\":\"acme\",\"source\":\"fair\",\"username\":\"ada\"}"))
                    .isEqualTo(200);

            SandboxStage.Result result = stage.sent(BlankCsv.file(stage, "fair", BlankCsv.row(113, "ensure")));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.blanksLeft("fair")).isEqualTo(112);
            stage.verify();
        }
    }

    @Test
    void two_rows_that_ensure_the_same_are_one() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result result =
                    stage.sent(BlankCsv.file(stage, "fair", BlankCsv.row(3, "ensure") + BlankCsv.row(3, "ensure")));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L, "DUPLICATE", 1L));
            assertThat(stage.blanksLeft("fair")).isEqualTo(3);
            stage.verify();
        }
    }

    @Test
    void two_rows_that_ensure_different_numbers_are_for_a_person_to_decide() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result result =
                    stage.sent(BlankCsv.file(stage, "fair", BlankCsv.row(3, "ensure") + BlankCsv.row(4, "ensure")));

            assertThat(result.counts()).isEqualTo(Map.of("INVALID", 2L));
            assertThat(result.rows()).allSatisfy(row -> assertThat(row.code()).isEqualTo("CONFLICTING_DUPLICATE"));
            assertThat(stage.posts()).isEmpty();
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Variants.Blanks.class)
    void what_is_added_twice_is_there_twice(Variants.Blanks blanks) throws Exception {
        try (SandboxStage stage =
                SandboxStage.open(folder, BlankCsv.with(Variants.standard().withBlanks(blanks)))) {
            Path both = BlankCsv.file(stage, "both", BlankCsv.row(2, "add") + BlankCsv.row(2, "add"));

            assertThat(stage.sent(both).counts()).isEqualTo(Map.of("INVITED", 2L));
            assertThat(stage.sent(BlankCsv.file(stage, "third", BlankCsv.row(3, "add")))
                            .counts())
                    .isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.sent(both).counts()).as("the same file").isEqualTo(Map.of("INVITED", 2L));

            assertThat(stage.lists()).isEmpty();
            assertThat(stage.blanksLeft("fair")).isEqualTo(7);
            stage.verify();
        }
    }

    @Test
    void a_row_without_a_source_gets_one_of_its_own() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result result =
                    stage.sent(stage.file("blank.csv", HEADER + "blank,acme,,2,ensure\nblank,acme,,2,ensure\n"));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L));
            for (int row = 1; row <= 2; row++) {
                assertThat(stage.blanksLeft("invitations-" + result.drop().id() + "-" + row))
                        .isEqualTo(2);
            }
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, , MISSING_VALUE, mode",
        "5, some, INVALID_MODE, mode",
        "0, add, INVALID_COUNT, count",
        "-1, add, INVALID_COUNT, count",
        "2.5, add, INVALID_COUNT, count",
        ", add, MISSING_VALUE, count",
        "501, add, INVALID_COUNT, count"
    })
    void a_row_that_does_not_say_how_many_or_what_is_meant_is_invalid(
            String count, String mode, String code, String column) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String row = "blank,acme,fair," + (count == null ? "" : count) + "," + (mode == null ? "" : mode) + "\n";

            SandboxStage.Result result = stage.sent(stage.file("blank.csv", HEADER + row));

            assertThat(result.counts()).isEqualTo(Map.of("INVALID", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo(code);
            assertThat(result.rows().get(0).message()).contains(column);
            assertThat(stage.sandbox().requests()).isEmpty();
        }
    }

    @Test
    void the_most_that_a_row_may_ask_for_can_be_set() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.BLANK_MOST, "4");

            SandboxStage.Result result =
                    stage.sent(BlankCsv.file(stage, "fair", BlankCsv.row(5, "add") + BlankCsv.row(4, "add")));

            assertThat(result.counts()).isEqualTo(Map.of("INVALID", 1L, "INVITED", 1L));
            assertThat(stage.blanksLeft("fair")).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"program", "course"})
    void programs_and_courses_have_blank_invitations_too(String target) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            boolean isProgram = target.equals("program");
            String column = isProgram ? "program_key" : "course_id";
            String key = isProgram ? "acme+logic" : "course-v1:acme+logic+2026";
            String text = "operation,platform_key," + column + ",source,count,mode\nblank,acme," + key + ",fair,3,";

            assertThat(stage.sent(stage.file("one.csv", text + "ensure\n")).counts())
                    .isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.sent(stage.file("two.csv", text + "add\n")).counts())
                    .isEqualTo(Map.of("INVITED", 1L));

            assertThat(stage.posts()).extracting(RecordedRequest::path).allSatisfy(path -> assertThat(path)
                    .endsWith("/" + target + "/blank/"));
            assertThat(stage.listed(target + "/?source=fair")).hasSize(6);
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void where_the_list_hides_blank_invitations_no_more_are_made_than_asked_for(int redeemed) throws Exception {
        try (SandboxStage stage =
                SandboxStage.open(folder, BlankCsv.with(Variants.standard().withBlanks(Variants.Blanks.HIDDEN)))) {
            assertThat(stage.sent(BlankCsv.file(stage, "first", BlankCsv.row(3, "ensure")))
                            .counts())
                    .isEqualTo(Map.of("INVITED", 1L));
            for (int i = 0; i < redeemed; i++) {
                stage.post("platform/redeem/", "{\"platform_key\":\"acme\",\"source\":\"fair\",\"username\":\"ada\"}");
            }

            SandboxStage.Result result = stage.sent(BlankCsv.file(stage, "again", BlankCsv.row(4, "ensure")));

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo("CANNOT_ASK");
            assertThat(stage.blanksLeft("fair")).isEqualTo(3 - redeemed);
            stage.verify();
        }
    }

    @Test
    void a_list_that_is_late_makes_nothing_twice() throws Exception {
        SandboxSettings late = BlankCsv.with(Variants.standard().withListLag(Duration.ofMinutes(1)));
        try (SandboxStage stage = SandboxStage.open(folder, late)) {
            assertThat(stage.sent(BlankCsv.file(stage, "first", BlankCsv.row(3, "ensure")))
                            .counts())
                    .isEqualTo(Map.of("INVITED", 1L));

            assertThat(stage.sent(BlankCsv.file(stage, "again", BlankCsv.row(4, "ensure")))
                            .counts())
                    .isEqualTo(Map.of("UNPROCESSED", 1L));

            assertThat(stage.blanksLeft("fair")).isEqualTo(3);
            stage.verify();
        }
    }
}

package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.testing.BlankCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People are invited to courses, one by one or in batches, with the dates of their access. */
class CourseJourneyTest {
    private static final String COURSE = "course-v1:acme+logic+2026";
    private static final String DATES = "course_access_start_date,course_access_expiration_date";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"single", "bulk"})
    void the_dates_of_access_go_where_the_api_wants_them(String operation) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file(
                    "people.csv",
                    "email,platform_key,course_id,operation," + DATES + "\n"
                            + "ada@example.org,acme," + COURSE + "," + operation
                            + ",2031-01-02,2031-06-30T12:00:00+02:00\n"
                            + "grace@example.org,acme," + COURSE + "," + operation + ",,\n");

            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 2L));

            boolean isBulk = operation.equals("bulk");
            assertThat(stage.posts())
                    .hasSize(isBulk ? 1 : 2)
                    .extracting(RecordedRequest::path)
                    .allSatisfy(path -> assertThat(path).endsWith(isBulk ? "/course/bulk/" : "/course/"));
            JsonNode ada = stage.listed("course/?email=ada@example.org").get(0);
            assertThat(ada.path("course_id").asText()).isEqualTo(COURSE);
            assertThat(ada.path("platform_key").asText()).isEqualTo("acme");
            assertThat(ada.path("enrollment_config").path("started").asText()).startsWith("2031-01-02T00:00");
            assertThat(ada.path("enrollment_config").path("expired").asText()).startsWith("2031-06-30T12:00");
            assertThat(ada.has("course_access_start_date")).isFalse();
            JsonNode grace = stage.listed("course/?email=grace@example.org").get(0);
            assertThat(grace.path("enrollment_config").isEmpty()).isTrue();
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({"soon,, INVALID_DATE", ",2020-01-01, DATE_IN_PAST", ",2031-02-30, INVALID_DATE"})
    void access_that_never_begins_or_has_ended_is_not_given(String start, String end, String code) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String dates = (start == null ? "" : start) + "," + (end == null ? "" : end);

            SandboxStage.Result result = stage.sent(stage.file(
                    "people.csv",
                    "email,platform_key,course_id," + DATES + "\nada@example.org,acme," + COURSE + "," + dates + "\n"));

            assertThat(result.counts()).isEqualTo(Map.of("INVALID", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo(code);
            assertThat(stage.sandbox().requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Variants.ErrorCodes.class)
    void a_batch_that_succeeds_in_part_is_settled_row_by_row(Variants.ErrorCodes style) throws IOException {
        try (SandboxStage stage =
                SandboxStage.open(folder, BlankCsv.with(Variants.standard().withErrorCodes(style)))) {
            SandboxStage.Result result = stage.sent(stage.file("people.csv", people("ada", "refuse-me", "alan")));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L, "REFUSED", 1L));
            assertThat(result.rows().get(1).code()).isEqualTo("REFUSED_BY_API");
            assertThat(stage.posts())
                    .extracting(post -> post.path().replaceAll(".*invitations", ""))
                    .containsExactly("/course/bulk/", "/course/");
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.Moment.class)
    void a_batch_of_which_nobody_knows_the_end_invites_everybody_once(Fault.Moment moment) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Fault fault = Fault.at(Endpoint.COURSE_BULK).with(new FaultEffect.Dropped());
            stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);

            assertThat(stage.sent(stage.file("people.csv", people("ada", "grace", "alan")))
                            .counts())
                    .isEqualTo(Map.of("INVITED", 3L));

            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void a_course_that_is_not_known_is_refused_for_each_row() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String text = people("ada", "grace").replace("course-v1:acme+", "course-v1:unknown+");

            SandboxStage.Result result = stage.sent(stage.file("people.csv", text));

            assertThat(result.counts()).isEqualTo(Map.of("REFUSED", 2L));
            assertThat(result.rows()).allSatisfy(row -> assertThat(row.http()).isEqualTo(404));
            stage.verify();
        }
    }

    private static String people(String... names) {
        StringBuilder text = new StringBuilder("email,platform_key,course_id\n");
        for (String name : names) {
            text.append(name).append("@example.org,acme,").append(COURSE).append('\n');
        }
        return text.toString();
    }
}

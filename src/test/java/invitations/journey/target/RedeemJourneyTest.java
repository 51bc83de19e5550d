package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.testing.BlankCsv;
import invitations.testing.SandboxStage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blank invitations that are given to people: one for each, as long as there are any. */
class RedeemJourneyTest {
    private static final String HEADER = "operation,platform_key,source,email,username\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Variants.Blanks.class)
    void everybody_gets_one(Variants.Blanks blanks) throws Exception {
        try (SandboxStage stage =
                SandboxStage.open(folder, with(Variants.standard().withBlanks(blanks)))) {
            BlankCsv.stock(stage, 4);
            Path file = stage.file("people.csv", BlankCsv.people(3) + "redeem,acme,fair,,kay\n");

            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 4L));

            assertThat(stage.invited()).hasSize(4).allSatisfy((person, times) -> assertThat(times)
                    .isEqualTo(1));
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 4L));
            assertThat(stage.sent(stage.file("again.csv", BlankCsv.people(2))).counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 2L));
            assertThat(stage.sandbox().record()).hasSize(4);
            stage.verify();
        }
    }

    @Test
    void where_the_list_shows_what_is_left_the_rows_beyond_it_are_not_sent() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            BlankCsv.stock(stage, 12);
            long posts = stage.posts().size();

            SandboxStage.Result result = stage.sent(stage.file("people.csv", BlankCsv.people(20)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 12L, "UNPROCESSED", 8L));
            assertThat(result.rows().subList(12, 20)).allSatisfy(row -> {
                assertThat(row.code()).isEqualTo("POOL_EXHAUSTED");
                assertThat(row.message()).isEqualTo("no blank invitation of this source is left");
            });
            assertThat(stage.posts()).hasSize((int) posts + 12);
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Variants.Blanks.class)
    void rows_that_the_api_refuses_leave_theirs_to_the_next(Variants.Blanks blanks) throws Exception {
        try (SandboxStage stage =
                SandboxStage.open(folder, with(Variants.standard().withBlanks(blanks)))) {
            BlankCsv.stock(stage, 3);
            String refused = "redeem,acme,fair,refuse-me@example.org,\n";

            SandboxStage.Result result = stage.sent(stage.file(
                    "people.csv",
                    BlankCsv.people(0)
                            + refused
                            + BlankCsv.people(3).substring(BlankCsv.people(0).length())));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L, "REFUSED", 1L));
            stage.verify();
        }
    }

    @Test
    void where_it_hides_them_rows_are_sent_until_the_api_has_none() throws Exception {
        try (SandboxStage stage =
                SandboxStage.open(folder, with(Variants.standard().withBlanks(Variants.Blanks.HIDDEN)))) {
            BlankCsv.stock(stage, 12);
            Path file = stage.file("people.csv", BlankCsv.people(40));

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 12L, "UNPROCESSED", 28L));
            assertThat(result.rows())
                    .filteredOn(row -> row.status().name().equals("UNPROCESSED"))
                    .allSatisfy(row -> assertThat(row.code()).isEqualTo("POOL_EXHAUSTED"));
            stage.verify();
            BlankCsv.stock(stage, 28);
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 40L));
            assertThat(stage.invited().values()).hasSize(40).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void a_404_with_blank_invitations_left_is_a_refusal() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            BlankCsv.stock(stage, 5);
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_REDEEM)
                            .forEmail("person2")
                            .always()
                            .with(FaultEffect.Status.of(404)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", BlankCsv.people(4)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L, "REFUSED", 1L));
            assertThat(result.rows().get(1).message()).isEqualTo("Ordered by a test.");
            assertThat(result.rows().get(1).http()).isEqualTo(404);
            stage.verify();
        }
    }

    @Test
    void who_has_one_already_gets_no_other() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            BlankCsv.stock(stage, 4);
            stage.post(
                    "platform/redeem/",
                    "{\"platform_key\":\"acme\",\"source\":\"fair\",\"email\":\"Person2@example.org\"}");
            // An invitation that did not come from this source is another one.
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"person3@example.org\"}");

            SandboxStage.Result result = stage.sent(stage.file(
                    "people.csv",
                    HEADER + "redeem,acme,fair,person1@example.org,\nredeem,acme,fair,Person2@example.org,\n"
                            + "redeem,acme,fair,person3@example.org,\n"));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L, "ALREADY_INVITED", 1L));
            assertThat(result.rows().get(1).remoteId()).isEqualTo("1");
            assertThat(stage.blanksLeft("fair")).isEqualTo(1);
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({"'ada@example.org,ada', CONFLICTING_VALUES", "',', MISSING_VALUE", "'ada,', INVALID_EMAIL"})
    void a_row_names_one_person_in_one_way(String person, String code) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result result =
                    stage.sent(stage.file("people.csv", HEADER + "redeem,acme,fair," + person + "\n"));

            assertThat(result.counts()).isEqualTo(Map.of("INVALID", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo(code);
            assertThat(stage.sandbox().requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"program", "course"})
    void programs_and_courses_give_away_theirs(String target) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String field = target.equals("program") ? "program_key" : "course_id";
            String body =
                    "{\"platform_key\":\"acme\",\"" + field + "\":\"acme+logic\",\"source\":\"fair\",\"count\":2}";
            assertThat(stage.post(target + "/blank/", body)).isEqualTo(200);
            String rows = BlankCsv.people(3).substring(HEADER.length()).replace("acme,", "acme,acme+logic,");

            SandboxStage.Result result =
                    stage.sent(stage.file("people.csv", HEADER.replace("_key,", "_key," + field + ",") + rows));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L, "UNPROCESSED", 1L));
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            stage.verify();
        }
    }

    private static SandboxSettings with(Variants variants) {
        return BlankCsv.with(variants);
    }
}

package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.ledger.report.ResultRow;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Links that invite whoever has them: one a row, and nobody can tell two of them apart. */
class GitbookLinkJourneyTest {
    private static final String HEADER = "target,role,level,space,collection\n";

    @TempDir
    Path folder;

    @Test
    void each_row_makes_a_link_and_the_report_has_it() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file(
                    "links.csv",
                    HEADER + "gitbook-link,read,,,\ngitbook-link,,edit,space1,\ngitbook-link,,comment,,coll1\n"
                            + "gitbook-link,read,,,\n");

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 4L));
            assertThat(result.rows()).allSatisfy(row -> assertThat(row.message())
                    .isEqualTo("https://app.gitbook.com/invite/gitorg/" + row.remoteId()));
            assertThat(result.rows()).extracting(ResultRow::remoteId).doesNotHaveDuplicates();
            assertThat(stage.sandbox().record())
                    .extracting(Mail::metadata)
                    .containsExactlyInAnyOrder(
                            Map.of("role", "read"),
                            Map.of("level", "edit", "space", "space1"),
                            Map.of("level", "comment", "collection", "coll1"),
                            Map.of("role", "read"));
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 4L));
            assertThat(stage.posts()).hasSize(4);
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'read,edit,,', CONFLICTING_VALUES",
        "'read,,space1,', CONFLICTING_VALUES",
        "',edit,space1,coll1', CONFLICTING_VALUES",
        "',edit,,', MISSING_VALUE",
        "',,space1,', MISSING_VALUE",
        "',,,', MISSING_VALUE",
        "'boss,,,', INVALID_ROLE",
        "'guest,,,', INVALID_ROLE",
        "'admin,,,', ROLE_NOT_ALLOWED",
        "',edit,space/../1,', INVALID_KEY"
    })
    void a_row_is_for_one_place_and_says_what_may_be_done_there(String cells, String code) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result result = stage.sent(stage.file("links.csv", HEADER + "gitbook-link," + cells + "\n"));

            assertThat(result.counts()).isEqualTo(Map.of("INVALID", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo(code);
            assertThat(stage.sandbox().requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.Moment.class)
    void a_link_of_which_nobody_knows_whether_it_was_made_needs_review(Fault.Moment moment) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Fault fault = Fault.at(Endpoint.GITBOOK_LINK_SINGLE).with(new FaultEffect.Dropped());
            stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);

            SandboxStage.Result result = stage.sent(stage.file("links.csv", HEADER + "gitbook-link,read,,,\n"));

            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            assertThat(result.rows().get(0).message()).endsWith("look there, and decide");
            assertThat(stage.posts()).hasSize(1);
            assertThat(stage.lists()).isEmpty();
            stage.verify();
        }
    }
}

package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.ledger.report.ResultRow;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and user names that differ in upper and lower case only are not sent on a guess. */
class OtherCaseJourneyTest {
    @TempDir
    Path folder;

    @Test
    void a_key_that_differs_from_one_that_people_were_invited_by_is_held_back() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("first.csv", "email,platform_key\nann@example.org,acme\nbob@example.org,acme\n"));

            SandboxStage.Result result = stage.sent(stage.file(
                    "second.csv",
                    "email,platform_key\nann@example.org,Acme\ncarl@example.org,ACME\ndora@example.org,acme\n"));

            assertThat(stage.invited())
                    .containsOnlyKeys("ann@example.org acme", "bob@example.org acme", "dora@example.org acme");
            assertThat(statuses(result)).containsExactly("INVALID", "INVALID", "INVITED");
            assertThat(result.rows().get(0).code()).isEqualTo("OTHER_CASE");
            assertThat(result.rows().get(0).message())
                    .isEqualTo(
                            "'Acme' and 'acme' differ in upper and lower case only, and people were invited to 'acme'"
                                    + " before; did you mean 'acme'? Where both are there, set other-case=accept for the feed");
            stage.verify();
        }
    }

    @Test
    void of_two_in_one_file_neither_is_sent_where_nobody_was_invited_before() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result result = stage.sent(stage.file(
                    "people.csv",
                    "email,platform_key\nann@example.org,acme\nann@example.org,Acme\nbob@example.org,other\n"));

            assertThat(stage.invited()).containsOnlyKeys("bob@example.org other");
            assertThat(statuses(result)).containsExactly("INVALID", "INVALID", "INVITED");
            assertThat(result.rows().get(0).message())
                    .startsWith(
                            "'acme' and 'Acme' differ in upper and lower case only, and it is not certain which is");
        }
    }

    @Test
    void a_course_is_told_by_the_platform_it_is_on_and_a_feed_may_have_both() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("first.csv", "email,platform_key,program_key\nann@example.org,acme,acme+p1\n"));
            Path second = stage.file(
                    "second.csv",
                    """
                    email,platform_key,program_key
                    bob@example.org,Acme,acme+p1
                    carl@example.org,acme,acme+P1
                    dora@example.org,acme,acme+p1
                    """);
            assertThat(statuses(stage.sent(second))).containsExactly("INVALID", "INVALID", "INVITED");

            stage.feed("both", "other-case = accept\n");
            stage.run("send", "--yes", "--feed", "both", second.toString());

            assertThat(stage.invited()).hasSize(4).containsKeys("bob@example.org acme+p1", "carl@example.org acme+P1");
        }
    }

    @Test
    void a_key_of_a_drop_that_is_still_open_counts_as_well() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.GIVE_UP_AFTER, "50ms");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).times(1).with(FaultEffect.Status.of(401)));
            stage.send(stage.file("first.csv", "email,platform_key\nann@example.org,acme\n"));
            assertThat(stage.invited()).isEmpty();

            SandboxStage.Result result =
                    stage.sent(stage.file("second.csv", "email,platform_key\nann@example.org,Acme\n"));

            assertThat(statuses(result)).containsExactly("INVALID");
        }
    }

    @Test
    void a_user_name_in_another_case_is_the_same_person() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("first.csv", "username,platform_key\nzed,acme\nÉmile,acme\n"));

            SandboxStage.Result later =
                    stage.sent(stage.file("second.csv", "username,platform_key\nZED,acme\nE\u0301mile,acme\n"));
            SandboxStage.Result together =
                    stage.sent(stage.file("third.csv", "username,platform_key\nzoe,acme\nZoe,acme\n"));

            assertThat(statuses(later)).containsExactly("ALREADY_INVITED", "ALREADY_INVITED");
            assertThat(statuses(together)).containsExactly("INVALID", "INVALID");
            assertThat(together.rows().get(0).code()).isEqualTo("CONFLICTING_DUPLICATE");
            assertThat(stage.posts()).hasSize(2);
        }
    }

    private static List<String> statuses(SandboxStage.Result result) {
        return result.rows().stream().map(ResultRow::status).map(Enum::name).toList();
    }
}

package invitations.journey;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.ledger.ResultRow;
import invitations.sandbox.Effect;
import invitations.sandbox.Endpoint;
import invitations.sandbox.Fault;
import invitations.sandbox.Invited;
import invitations.settings.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API is asked for people before they are invited: who has an invitation gets no other. */
class PrecheckJourneyTest {
    static final String ADA = "email,platform_key\nada@example.org,acme\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"platform", "program"})
    void who_was_invited_elsewhere_is_not_invited_again(String target) throws Exception {
        try (Stage stage = Stage.open(folder)) {
            stage.feed("default", "precheck=list\n");
            String program = target.equals("program") ? "acme+logic" : "";
            String key = program.isEmpty() ? "" : ",\"program_key\":\"acme+logic\"";
            for (String name : List.of("Pending", "accepted", "expired")) {
                stage.post(
                        target + "/", "{\"platform_key\":\"acme\",\"email\":\"" + name + "@example.org\"" + key + "}");
            }
            stage.sandbox().accept(Invited.to(target, "accepted@example.org"));
            stage.sandbox().expire(Invited.to(target, "expired@example.org"));
            String rows = "email,platform_key,program_key\n";
            for (String name : List.of("Pending", "accepted", "expired", "new")) {
                rows += name + "@example.org,acme," + program + "\n";
            }

            Stage.Result result = stage.sent(stage.file("people.csv", rows));

            assertThat(result.rows())
                    .extracting(ResultRow::status)
                    .containsExactly(
                            RowStatus.ALREADY_INVITED, RowStatus.ALREADY_INVITED, RowStatus.INVITED, RowStatus.INVITED);
            assertThat(result.rows().get(0).message())
                    .startsWith("the API has an invitation for them already, pending");
            assertThat(result.rows().get(1).message())
                    .startsWith("the API has an invitation for them already, accepted");
            assertThat(result.rows().get(0).remoteId()).isEqualTo("1");
            assertThat(stage.sandbox().record()).hasSize(3 + 2);
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404})
    void where_the_api_will_not_say_nobody_is_invited_unseen(int status) throws IOException {
        try (Stage stage = Stage.open(folder)) {
            stage.feed("default", "precheck=list\n");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(Effect.Status.of(status)));
            Path file = stage.file("people.csv", ADA);

            Stage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo("CANNOT_ASK");
            assertThat(stage.posts()).isEmpty();
            stage.verify();
            stage.sandbox().clearFaults();
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 1L));
            stage.verify();
        }
    }

    @Test
    void a_list_that_is_away_leaves_the_drop_open() throws IOException {
        try (Stage stage = Stage.open(folder)) {
            stage.set(Property.GIVE_UP_AFTER, "300ms");
            stage.set(Property.SETTLE_TIME, "50ms");
            stage.feed("default", "precheck=list\n");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(Effect.Status.of(503)));
            Path file = stage.file("people.csv", ADA);

            assertThat(stage.send(file).exitCode()).isEqualTo(5);

            assertThat(stage.posts()).isEmpty();
            stage.sandbox().clearFaults();
            stage.set(Property.GIVE_UP_AFTER, "1m");
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }

    @Test
    void a_key_that_is_not_taken_leaves_rows_unprocessed() throws IOException {
        try (Stage stage = Stage.open(folder)) {
            stage.set(Property.API_KEY, "wrong");
            stage.feed("default", "precheck=list\n");

            Stage.Result result = stage.sent(stage.file("people.csv", ADA));

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 1L));
            assertThat(stage.posts()).isEmpty();
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.Moment.class)
    void a_call_of_which_nobody_knows_the_end_is_settled_as_ever(Fault.Moment moment) throws IOException {
        try (Stage stage = Stage.open(folder)) {
            stage.feed("default", "precheck=list\n");
            Fault fault = Fault.at(Endpoint.PLATFORM_SINGLE).with(Effect.Status.of(500));
            stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);

            assertThat(stage.sent(stage.file("people.csv", ADA)).counts()).isEqualTo(Map.of("INVITED", 1L));

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }
}

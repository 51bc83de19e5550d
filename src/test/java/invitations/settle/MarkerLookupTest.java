package invitations.settle;

import static invitations.testing.LookupFixture.INTENDED;
import static invitations.testing.LookupFixture.answer;
import static invitations.testing.LookupFixture.invitation;
import static invitations.testing.LookupFixture.list;
import static invitations.testing.LookupFixture.page;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.FlowControl;
import invitations.api.ListResult;
import invitations.invitation.RowStatus;
import invitations.ledger.report.ResultRow;
import invitations.ledger.send.LookupRows;
import invitations.testing.LookupFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a list says of the marker of a call or a drop: only what it shows is proved. */
class MarkerLookupTest {
    @TempDir
    private Path home;

    private LookupFixture doubt;
    private LookupRows.Group group;

    @BeforeEach
    void open() {
        doubt = LookupFixture.about(
                home,
                Duration.ofHours(1),
                LookupFixture.platform(1, "ann@example.org", null),
                LookupFixture.platform(2, "bob@example.org", null),
                LookupFixture.platform(3, "cyd@example.org", null),
                LookupFixture.program(4, "acme+a", "ann@example.org"));
        group = doubt.ledger
                .lookupRows()
                .groups(doubt.drop, LookupFixture.EVER, Set.of("program"))
                .get(0);
    }

    @AfterEach
    void close() {
        doubt.close();
    }

    @Test
    void a_call_or_a_drop_is_asked_for_by_its_marker() {
        assertThat(ofCall().next().parameters())
                .isEqualTo(Map.of(
                        "platform_key",
                        "acme",
                        "invitation_call",
                        "platform0",
                        "sort",
                        "id",
                        "page",
                        "1",
                        "page_size",
                        "100"));
        assertThat(ofDrop().next().parameters())
                .containsEntry("invitation_drop", doubt.drop.id())
                .doesNotContainKey("invitation_call")
                .hasSize(5);
        assertThat(ofDrop().target()).isEqualTo("platform");
    }

    @Test
    void rows_whose_marker_is_shown_are_invited_and_of_the_others_nothing_is_proved() {
        answer(
                ofCall(),
                list(
                        invitation("'id':11," + doubt.marker("platform0", 1)),
                        invitation("'id':13," + doubt.marker("an-earlier-call", 3))));

        assertThat(doubt.statuses())
                .containsExactly(RowStatus.INVITED, RowStatus.UNCERTAIN, RowStatus.INVITED, RowStatus.UNCERTAIN);
        assertThat(doubt.results()).extracting(ResultRow::remoteId).containsExactly("11", null, "13", null);
        // Had it counted as an absence, the second would be proved by now.
        answer(ofCall(), list());
        answer(ofCall(), list());
        assertThat(doubt.result(2).status()).isEqualTo(RowStatus.UNCERTAIN);
    }

    @Test
    void all_pages_are_read_while_they_show_rows_of_the_drop() {
        MarkerLookup question = ofDrop();

        answer(question, page(invitation("'id':11," + doubt.marker("platform0", 1))));
        assertThat(question.goesOn()).isTrue();
        assertThat(question.next().parameters()).containsEntry("page", "2").containsKey("invitation_drop");
        answer(question, list(invitation("'id':12," + doubt.marker("platform0", 2))));

        assertThat(question.goesOn()).isFalse();
        assertThat(doubt.statuses())
                .containsExactly(RowStatus.INVITED, RowStatus.INVITED, RowStatus.UNCERTAIN, RowStatus.UNCERTAIN);
    }

    @Test
    void a_server_that_does_not_know_the_filter_is_not_read_to_its_end() {
        MarkerLookup question = ofDrop();

        answer(question, page(LookupFixture.strangers(100)));

        assertThat(question.goesOn()).isFalse();
        assertThat(doubt.statuses()).containsOnly(RowStatus.UNCERTAIN);
    }

    @Test
    void a_list_that_shows_the_same_for_ever_is_left_after_a_few_pages() {
        MarkerLookup question = ofDrop();

        int pages = 0;
        while (question.goesOn()) {
            answer(question, page(invitation("'id':11," + doubt.marker("platform0", 1))));
            pages++;
        }

        assertThat(pages).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'metadata':{'invitation_drop':'another-drop','invitation_attempt':'platform0-100000001'}",
                "'metadata':{'invitation_drop':'DROP'}",
                "'metadata':{'invitation_drop':'DROP','invitation_attempt':'100000001'}",
                "'metadata':{'invitation_drop':'DROP','invitation_attempt':'platform0-'}",
                "'metadata':{'invitation_drop':'DROP','invitation_attempt':'platform0-one'}",
                "'metadata':{'invitation_drop':'DROP','invitation_attempt':'platform0-fffffffffffffffff'}",
                "'metadata':{'invitation_drop':'DROP','invitation_attempt':'platform0-1'}",
                "'metadata':'invitation_drop'",
                "'metadata':null",
                "'invitation_drop':'DROP','invitation_attempt':'platform0-100000001'"
            })
    void other_markers_prove_nothing(String marker) {
        MarkerLookup question = ofDrop();

        answer(
                question,
                page(invitation("'id':11,'email':'ann@example.org'," + marker.replace("DROP", doubt.drop.id()))));

        assertThat(doubt.statuses()).containsOnly(RowStatus.UNCERTAIN);
    }

    @Test
    void the_marker_in_the_tests_above_would_be_known() {
        answer(ofDrop(), page(invitation("'id':11," + LookupFixture.marker(doubt.drop.id(), "platform0-100000001"))));

        assertThat(doubt.result(1).status()).isEqualTo(RowStatus.INVITED);
    }

    @Test
    void when_the_list_is_away_all_its_rows_wait_once_more() {
        long due = doubt.ledger.settleClock().due();
        MarkerLookup question = ofCall();

        org.awaitility.Awaitility.await().until(() -> doubt.ledger.settleClock().due() > due);
        question.take(new ListResult.NotNow(new FlowControl.None(), "away"), INTENDED);

        assertThat(question.goesOn()).isFalse();
        assertThat(doubt.ledger.lookupRows().page(doubt.drop, 0, 10, due, Set.of()))
                .singleElement()
                .satisfies(row -> assertThat(row.target()).isEqualTo("program"));
        assertThat(doubt.statuses()).containsOnly(RowStatus.UNCERTAIN);
    }

    @Test
    void that_the_api_will_not_say_is_for_the_questions_by_person_to_find_out() {
        long due = doubt.ledger.settleClock().due();
        MarkerLookup question = ofCall();

        question.take(new ListResult.Never(new FlowControl.None(), "HTTP 400: no such filter"), INTENDED);

        assertThat(question.goesOn()).isFalse();
        assertThat(doubt.statuses()).containsOnly(RowStatus.UNCERTAIN);
        assertThat(doubt.ledger.lookupRows().page(doubt.drop, 0, 10, due, Set.of()))
                .hasSize(4);
    }

    private MarkerLookup ofCall() {
        return MarkerLookup.ofCall(
                doubt.ledger.settlements(), doubt.drop, group, LookupFixture.people("platform"), "platform0");
    }

    private MarkerLookup ofDrop() {
        return MarkerLookup.ofDrop(doubt.ledger.settlements(), doubt.drop, group, LookupFixture.people("platform"));
    }
}

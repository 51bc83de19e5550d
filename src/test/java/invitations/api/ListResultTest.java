package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.iblai.IblaiList;
import invitations.invitation.ReasonCode;
import invitations.testing.ApiSamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer to a question means: a page, not now, or never. */
class ListResultTest {
    private static final InvitationList LIST = new IblaiList("invitations/platform/", "platform_key");
    private static final String WORDS = "{\"detail\":\"Not for you.\"}";

    @Test
    void a_list_is_a_page() {
        ListResult result = ListResult.of(LIST, ApiSamples.answer(200, "{\"count\":1,\"results\":[{\"id\":7}]}"), 1, 0);

        assertThat(result).isInstanceOfSatisfying(ListResult.Page.class, page -> assertThat(
                        page.page().invitations())
                .singleElement()
                .satisfies(found -> assertThat(found.id()).isEqualTo("7")));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 410, 418})
    void who_may_not_read_the_list_need_not_ask_it_again(int status) {
        ListResult result = ListResult.of(LIST, ApiSamples.answer(status, WORDS), 1, 0);

        String reason = "HTTP " + status + ": Not for you.";
        assertThat(result)
                .isEqualTo(new ListResult.Never(
                        new FlowControl.StopOperation(ReasonCode.CANNOT_ASK, "the API cannot be asked: " + reason),
                        reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|<html>", "2|<html>", "1|''", "2|''", "1|{}", "1|404 page not found"})
    void what_is_not_in_the_words_of_the_api_stops_the_target_and_says_nothing_of_a_list(int page, String text) {
        for (int status : new int[] {400, 404, 405, 410, 418, 422}) {
            assertThat(ListResult.of(LIST, ApiSamples.answer(status, text), page, 100))
                    .as(status + text)
                    .isInstanceOfSatisfying(ListResult.NotNow.class, notNow -> assertThat(notNow.effect())
                            .isInstanceOfSatisfying(FlowControl.StopTarget.class, stop -> assertThat(stop.reason())
                                    .isEqualTo(ReasonCode.UNEXPECTED_ANSWER)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 414, 431})
    void a_question_that_is_too_long_for_what_is_in_between_says_nothing_of_others(int status) {
        assertThat(ListResult.of(LIST, ApiSamples.answer(status, "<html><title>Too Long</title></html>"), 1, 0))
                .isEqualTo(new ListResult.Never(new FlowControl.None(), "HTTP " + status + ": Too Long"));
    }

    @Test
    void what_tells_of_an_address_alone_says_that_it_is_there_or_not_and_nothing_against_the_lists() {
        InvitationList check = LIST.check().orElseThrow();

        assertThat(ListResult.of(check, ApiSamples.answer(200, WORDS), 1, 0))
                .isInstanceOfSatisfying(
                        ListResult.Page.class,
                        page -> assertThat(page.page().invitations()).hasSize(1));
        assertThat(ListResult.of(check, ApiSamples.answer(404, WORDS), 1, 0))
                .isInstanceOfSatisfying(
                        ListResult.Page.class,
                        page -> assertThat(page.page().invitations()).isEmpty());
        for (int status : new int[] {400, 401, 403, 405}) {
            assertThat(ListResult.of(check, ApiSamples.answer(status, WORDS), 1, 0))
                    .isEqualTo(new ListResult.Never(new FlowControl.None(), "HTTP " + status + ": Not for you."));
        }
        assertThat(ListResult.of(check, ApiSamples.answer(404, "<html>"), 1, 0)).isInstanceOf(ListResult.Never.class);
        assertThat(ListResult.of(check, ApiSamples.answer(503, WORDS), 1, 0)).isInstanceOf(ListResult.NotNow.class);
        assertThat(new IblaiList("invitations/program/", "program_key").check()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 414, 422})
    void a_question_that_the_api_does_not_understand_says_nothing_of_others(int status) {
        assertThat(ListResult.of(LIST, ApiSamples.answer(status, WORDS), 1, 0))
                .isEqualTo(new ListResult.Never(new FlowControl.None(), "HTTP " + status + ": Not for you."));
    }

    @Test
    void a_page_that_is_gone_is_asked_for_later() {
        assertThat(ListResult.of(LIST, ApiSamples.answer(404, WORDS), 2, 100))
                .isEqualTo(new ListResult.NotNow(new FlowControl.None(), "the list changed while it was read"));
    }

    @Test
    void a_key_that_is_not_accepted_stops_the_target_and_leaves_the_question_open() {
        assertThat(ListResult.of(LIST, ApiSamples.answer(401, WORDS), 1, 0))
                .isEqualTo(new ListResult.NotNow(
                        new FlowControl.StopTarget(
                                ReasonCode.NOT_AUTHENTICATED, "the API does not accept the key: Not for you."),
                        "Not for you."));
    }

    @Test
    void a_redirect_stops_the_target_and_is_not_followed() {
        ApiResponse response =
                new ApiResponse(301, null, null, "https://elsewhere.example.org/", null, "", ApiSamples.RECEIVED);

        assertThat(ListResult.of(LIST, response, 1, 0))
                .isInstanceOfSatisfying(ListResult.NotNow.class, notNow -> assertThat(notNow.effect())
                        .isInstanceOfSatisfying(FlowControl.StopTarget.class, stop -> assertThat(stop.message())
                                .contains("redirects to https://elsewhere.example.org/")));
    }

    @Test
    void a_list_that_asks_to_wait_is_waited_for() {
        assertThat(ListResult.of(LIST, ApiSamples.answer(429, "7", null), 1, 0))
                .isInstanceOfSatisfying(ListResult.NotNow.class, notNow -> assertThat(notNow.effect())
                        .isInstanceOfSatisfying(FlowControl.Pause.class, pause -> {
                            assertThat(pause.asked()).isEqualTo(Duration.ofSeconds(7));
                            assertThat(pause.reason()).isEqualTo(ReasonCode.RATE_LIMITED);
                        }));
        assertThat(ListResult.of(LIST, ApiSamples.answer(429, null, null), 1, 0))
                .isInstanceOfSatisfying(ListResult.NotNow.class, notNow -> assertThat(notNow.effect())
                        .isInstanceOfSatisfying(FlowControl.Pause.class, pause -> assertThat(pause.asked())
                                .isNull()));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 599})
    void a_list_that_is_away_is_asked_later(int status) {
        assertThat(ListResult.of(LIST, ApiSamples.answer(status, WORDS), 1, 0))
                .isEqualTo(new ListResult.NotNow(new FlowControl.None(), "Not for you."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><title>Sign in</title></html>",
                "[]",
                "[{\"id\":7}]",
                "null",
                "{\"results\":[",
                "{\"results\":[]} {\"results\":[]}",
                "{\"results\":[]}x"
            })
    void a_success_that_is_no_json_object_and_nothing_else_proves_nothing(String text) {
        assertThat(ListResult.of(LIST, ApiSamples.answer(200, text), 1, 0))
                .isInstanceOfSatisfying(ListResult.NotNow.class, notNow -> {
                    assertThat(notNow.effect()).isEqualTo(new FlowControl.None());
                    assertThat(notNow.reason()).startsWith("a list that is not JSON: ");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"count\":0}", "{\"results\":null}", "{\"results\":{}}", "{\"detail\":\"Not for you.\"}"})
    void a_success_without_results_is_no_list(String text) {
        assertThat(ListResult.of(LIST, ApiSamples.answer(200, text), 1, 0))
                .isInstanceOfSatisfying(ListResult.Never.class, never -> {
                    assertThat(never.reason()).startsWith("its list has no results: ");
                    assertThat(never.effect()).isInstanceOf(FlowControl.StopOperation.class);
                });
    }

    @Test
    void an_answer_that_did_not_come_is_asked_for_later_with_the_effect_that_it_has() {
        CallResult failure = ApiSamples.notSent(new FlowControl.Pause(null, ReasonCode.UNREACHABLE, "away"));

        assertThat(ListResult.of(failure)).isEqualTo(new ListResult.NotNow(failure.effect(), "not sent"));
        assertThat(ListResult.of(ApiSamples.uncertain()))
                .isEqualTo(new ListResult.NotNow(new FlowControl.None(), "oops"));
    }
}

package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.iblai.PlatformTarget;
import invitations.api.iblai.ProgramTarget;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.testing.ApiSamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusClassifierTest {
    private static final String TEXT = "{\"detail\": \"the API's words\"}";

    @ParameterizedTest
    @CsvSource({
        "301, UNCERTAIN, REDIRECTED, StopTarget, StopTarget",
        "302, UNCERTAIN, REDIRECTED, StopTarget, StopTarget",
        "304, UNCERTAIN, REDIRECTED, StopTarget, StopTarget",
        "307, UNCERTAIN, REDIRECTED, StopTarget, StopTarget",
        "308, UNCERTAIN, REDIRECTED, StopTarget, StopTarget",
        "400, REFUSED, REFUSED_BY_API, None, None",
        "401, RETRYABLE, NOT_AUTHENTICATED, StopTarget, StopTarget",
        "403, RETRYABLE, NOT_PERMITTED, StopOperation, StopOperation",
        "404, REFUSED, REFUSED_BY_API, None, None",
        "405, REFUSED, REFUSED_BY_API, None, None",
        "408, UNCERTAIN, UNCERTAIN, None, None",
        "409, REFUSED, REFUSED_BY_API, None, None",
        "415, REFUSED, REFUSED_BY_API, None, None",
        "422, REFUSED, REFUSED_BY_API, None, None",
        "429, RETRYABLE, RATE_LIMITED, Pause, Pause",
        "451, REFUSED, REFUSED_BY_API, None, None",
        "499, REFUSED, REFUSED_BY_API, None, None",
        "500, UNCERTAIN, UNCERTAIN, None, None",
        "501, UNCERTAIN, UNCERTAIN, None, None",
        "502, UNCERTAIN, UNCERTAIN, None, None",
        "503, UNCERTAIN, UNCERTAIN, None, None",
        "504, UNCERTAIN, UNCERTAIN, None, HalveBatches",
        "599, UNCERTAIN, UNCERTAIN, None, None",
        // statuses that no server should send
        "0, UNCERTAIN, UNCERTAIN, None, None",
        "101, UNCERTAIN, UNCERTAIN, None, None",
        "999, UNCERTAIN, UNCERTAIN, None, None"
    })
    void every_status_means_what_the_table_of_outcomes_says(
            int status, RowStatus row, ReasonCode code, String effectOfSingle, String effectOfBulk) {
        CallResult single = new PlatformTarget().read(ApiSamples.single("c"), ApiSamples.answer(status, TEXT));
        CallResult bulk = new ProgramTarget().read(ApiSamples.bulk("c", 3), ApiSamples.answer(status, TEXT));

        assertThat(single.outcome().status()).isEqualTo(row);
        assertThat(single.outcome().code()).isEqualTo(code);
        assertThat(single.outcome().http()).isEqualTo(status);
        assertThat(single.outcome().remoteId()).isNull();
        assertThat(single.words()).isNull();
        assertThat(single.effect().getClass().getSimpleName()).isEqualTo(effectOfSingle);
        // A batch may be refused for one of its rows: the API is asked about each.
        assertThat(bulk.outcome().status()).isEqualTo(row == RowStatus.REFUSED ? RowStatus.UNCERTAIN : row);
        assertThat(bulk.outcome().code()).isEqualTo(row == RowStatus.REFUSED ? ReasonCode.UNCERTAIN : code);
        assertThat(bulk.outcome().message()).isEqualTo(single.outcome().message());
        assertThat(bulk.words()).isNull();
        assertThat(bulk.effect().getClass().getSimpleName()).isEqualTo(effectOfBulk);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "408", "409", "413", "422", "429", "500", "503"})
    void the_row_gets_the_words_of_the_api(int status) {
        assertThat(StatusClassifier.of(new PlatformTarget(), ApiSamples.single("c"), ApiSamples.answer(status, TEXT))
                        .outcome()
                        .message())
                .isEqualTo("the API's words");
    }

    @ParameterizedTest
    @CsvSource({
        "SINGLE, 1, REFUSED, REFUSED_BY_API, None",
        "BULK, 1, REFUSED, REFUSED_BY_API, None",
        "BULK, 2, RETRYABLE, BATCH_TOO_LARGE, HalveBatches",
        "BULK, 50, RETRYABLE, BATCH_TOO_LARGE, HalveBatches"
    })
    void a_batch_that_is_too_large_is_halved_unless_it_has_one_row(
            Operation operation, int rows, RowStatus row, ReasonCode code, String effect) {
        CallResult result = StatusClassifier.of(
                new PlatformTarget(), ApiSamples.call("c", "program", operation, rows), ApiSamples.answer(413, TEXT));

        assertThat(result.outcome().status()).isEqualTo(row);
        assertThat(result.outcome().code()).isEqualTo(code);
        assertThat(result.outcome().http()).isEqualTo(413);
        assertThat(result.effect().getClass().getSimpleName()).isEqualTo(effect);
    }

    /** What web servers, gateways and other programs answer by themselves. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "404 page not found",
                "<html><title>Not Found</title></html>",
                "{}",
                "[]",
                "null",
                "\"detail\"",
                "[{\"detail\":\"no\"}]",
                "{\"message\":\"no Route matched with those values\"}",
                "{\"detail\":\"\"}",
                "{\"detail\":null}",
                "{\"detail\":7}",
                "{\"error\":true}",
                "{\"error\":{}}",
                "{\"error\":{\"code\":404}}",
                "{\"timestamp\":1,\"status\":404,\"error\":\"Not Found\",\"path\":\"/dm/api\"}",
                "{\"errors\":[{\"status\":\"404\",\"title\":\"Not found\"}]}",
                "{\"email\":\"wrong\"}",
                "{\"email\":[]}",
                "{\"detail\":\"cut o"
            })
    void what_is_not_in_the_words_of_the_api_says_nothing_of_the_row(String text) {
        for (int status : new int[] {400, 402, 404, 405, 406, 409, 410, 411, 415, 418, 422, 426, 451, 499}) {
            for (Call call : List.of(
                    ApiSamples.single("c"),
                    ApiSamples.bulk("c", 3),
                    ApiSamples.call("c", "program", Operation.REDEEM, 1))) {
                CallResult result = StatusClassifier.of(new PlatformTarget(), call, ApiSamples.answer(status, text));

                assertThat(result.outcome().status()).as(status + text).isEqualTo(RowStatus.RETRYABLE);
                assertThat(result.outcome().code()).isEqualTo(ReasonCode.UNEXPECTED_ANSWER);
                assertThat(result.effect()).isInstanceOfSatisfying(FlowControl.StopTarget.class, stop -> {
                    assertThat(stop.reason()).isEqualTo(ReasonCode.UNEXPECTED_ANSWER);
                    assertThat(stop.message())
                            .startsWith("the answer is not one of the API (HTTP " + status)
                            .contains("invitations.api.base-url");
                });
            }
        }
        CallResult tooLarge =
                StatusClassifier.of(new PlatformTarget(), ApiSamples.single("c"), ApiSamples.answer(413, text));
        assertThat(tooLarge.effect()).isInstanceOf(FlowControl.StopTarget.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"detail\":\"No platform matches the given key.\"}",
                "{\"detail\":\"no\",\"code\":\"not_found\"}",
                "{\"error\":\"no\"}",
                "{\"error\":{\"code\":404,\"message\":\"Not found\"}}",
                "{\"email\":[\"Enter a valid email address.\"]}",
                "{\"email\":[\"a\",\"b\"],\"non_field_errors\":[\"c\"]}",
                "{\"invitation_data\":[{},{\"email\":[\"Enter a valid email address.\"]}]}",
                "{\"enrollment_config\":{\"expired\":[\"wrong\"]}}",
                "{\"detail\":\"no\",\"email\":[\"wrong\"]}"
            })
    void what_is_in_the_words_of_the_api_is_the_rows(String text) {
        for (int status : new int[] {400, 404, 405, 409, 410, 422}) {
            CallResult result =
                    StatusClassifier.of(new PlatformTarget(), ApiSamples.single("c"), ApiSamples.answer(status, text));

            assertThat(result.outcome().status()).as(status + text).isEqualTo(RowStatus.REFUSED);
            assertThat(result.effect()).isEqualTo(new FlowControl.None());
        }
    }

    @Test
    void of_a_row_that_was_sent_before_a_strange_answer_may_hide_that_it_is_there() {
        OpenRow again = new OpenRow(1, "platform", Operation.SINGLE, "acme", "acme", "{}", 1, 1, 0);
        Call call = new Call("c", "d", "platform", Operation.SINGLE, "acme", List.of(again), 0);

        for (int status : new int[] {400, 409}) {
            CallResult result = StatusClassifier.of(new PlatformTarget(), call, ApiSamples.answer(status, "<html>"));

            assertThat(result.outcome().status()).isEqualTo(RowStatus.UNCERTAIN);
            assertThat(result.effect()).isInstanceOf(FlowControl.StopTarget.class);
        }
        assertThat(StatusClassifier.of(new PlatformTarget(), call, ApiSamples.answer(404, "<html>"))
                        .outcome()
                        .status())
                .isEqualTo(RowStatus.RETRYABLE);
    }

    @Test
    void a_stop_says_why() {
        assertThat(StatusClassifier.of(new PlatformTarget(), ApiSamples.single("c"), ApiSamples.answer(401, TEXT))
                        .effect())
                .isEqualTo(new FlowControl.StopTarget(
                        ReasonCode.NOT_AUTHENTICATED, "the API does not accept the key: the API's words"));
        assertThat(StatusClassifier.of(new PlatformTarget(), ApiSamples.single("c"), ApiSamples.answer(403, TEXT))
                        .effect())
                .isEqualTo(new FlowControl.StopOperation(
                        ReasonCode.NOT_PERMITTED,
                        "the key may not do this: the API's words; it takes an administrator of the platform, or the"
                                + " permission to manage its platform invitations"));
    }

    @Test
    void a_redirect_says_where_to_and_what_to_set_on_one_line() {
        ApiResponse response = new ApiResponse(
                301, null, null, "https://api.example.org/\u001b[2J?email=ada%40x.org", null, "", ApiSamples.RECEIVED);

        CallResult result = StatusClassifier.of(new PlatformTarget(), ApiSamples.single("c"), response);

        assertThat(result.outcome().message())
                .isEqualTo("the API redirects to https://api.example.org/ [2J; set invitations.api.base-url and"
                        + " invitations.api.catalog-path so that it does not");
        assertThat(result.effect()).isEqualTo(new FlowControl.StopTarget(ReasonCode.REDIRECTED, message(result)));
        assertThat(message(
                        StatusClassifier.of(new PlatformTarget(), ApiSamples.single("c"), ApiSamples.answer(302, ""))))
                .startsWith("the API redirects to nowhere; set");
    }

    @Test
    void a_pause_carries_what_the_api_asked_for() {
        assertThat(pause(ApiSamples.answer(429, "30", null)).asked()).isEqualTo(Duration.ofSeconds(30));
        assertThat(pause(ApiSamples.answer(429, "soon", null)).asked()).isNull();
        assertThat(pause(ApiSamples.answer(429, null, null)).asked()).isNull();
        assertThat(pause(ApiSamples.answer(429, TEXT)).message())
                .isEqualTo("the API asks to slow down: the API's words");
        assertThat(pause(ApiSamples.answer(429, TEXT)).reason()).isEqualTo(ReasonCode.RATE_LIMITED);
    }

    private static FlowControl.Pause pause(ApiResponse response) {
        return (FlowControl.Pause) StatusClassifier.of(new PlatformTarget(), ApiSamples.single("c"), response)
                .effect();
    }

    private static String message(CallResult result) {
        return String.valueOf(result.outcome().message());
    }
}

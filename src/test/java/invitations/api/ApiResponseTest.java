package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.ApiSamples;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiResponseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // as Django REST writes them
                "{\"detail\": \"Not found.\"} | Not found.",
                "{\"error\": \"No such platform\"} | No such platform",
                "{\"detail\": \"first\", \"error\": \"second\"} | first",
                "{\"email\": [\"Enter a valid email address.\"]} | email: Enter a valid email address.",
                "{\"email\": [\"a\", \"b\"], \"source\": [\"c\"]} | email: a b; source: c",
                "{\"non_field_errors\": \"plain\"} | non_field_errors: plain",
                "{\"invitation_data\": [{\"email\": [\"bad\"]}]} | invitation_data: {\"email\":[\"bad\"]}",
                "{\"detail\": [\"one\", \"two\"]} | detail: one two",
                "{\"detail\": null} | detail: null",
                "{\"count\": 3} | count: 3",
                // as GitBook writes them
                "{\"error\": {\"code\": 404, \"message\": \"Organization not found\"}} | Organization not found",
                "{\"error\": {\"code\": 404}} | error: {\"code\":404}",
                "{} | {}",
                // no object
                "[\"a\"] | [\"a\"]",
                "\"a\" | \"a\"",
                "Internal Server Error | Internal Server Error",
                "{\"detail\": | {\"detail\":",
                // a gateway's page
                "<html><head><title>502 Bad Gateway</title></head><body>x</body></html> | 502 Bad Gateway",
                "<HTML><TITLE lang='en'>Busy</TITLE> | Busy",
                "<p>no title</p> | <p>no title</p>"
            })
    void its_words_are_what_the_api_said(String text, String words) {
        assertThat(ApiSamples.answer(400, text).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\r\n\t", "\u0000", "{\"detail\": \"\"}", "<title> </title>", "{\"error\":\"\u200b\"}"})
    void an_answer_that_says_nothing_is_called_that(String text) {
        assertThat(ApiSamples.answer(503, text).words()).isEqualTo("HTTP 503 without a word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nb",
                "a\tb",
                "a\u0000b",
                "a\u001b\u0085b",
                "a\u009bb",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u200b \u200bb",
                "a\ud800b",
                " a  b "
            })
    void its_words_are_one_line_without_controls(String text) {
        assertThat(ApiSamples.answer(400, text).words()).isEqualTo("a b");
        assertThat(ApiSamples.answer(400, "{\"detail\": \"a\\u001b\\u2028\\ud800b\"}")
                        .words())
                .isEqualTo("a b");
    }

    @Test
    void its_words_are_cut_after_500_characters() {
        assertThat(ApiSamples.answer(400, "x".repeat(500)).words()).isEqualTo("x".repeat(500));
        assertThat(ApiSamples.answer(400, "x".repeat(501)).words()).isEqualTo("x".repeat(499) + "…");
    }

    @Test
    void a_cut_leaves_no_half_character() {
        String smileys = "x" + "😀".repeat(300);

        assertThat(ApiSamples.answer(400, smileys).words()).isEqualTo("x" + "😀".repeat(249) + "…");
        assertThat(ApiSamples.answer(400, smileys.substring(1)).words()).isEqualTo("😀".repeat(249) + "…");
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_page_made_to_keep_us_busy_does_not() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();

        assertThat(ApiSamples.answer(502, "<title".repeat(170_000)).words()).hasSize(500);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "1", "[]", "\"x\"", "{", "{\"id\": 1", "{\"id\": 1} {\"id\": 2}", "{\"id\":1}<html>"
            })
    void only_one_whole_object_is_json(String text) {
        assertThat(ApiSamples.answer(200, text).json()).isEmpty();
        assertThat(ApiSamples.answer(200, " {\"id\": 1}\r\n").json()).isPresent();
    }

    @Test
    void a_nest_deeper_than_anybody_needs_is_no_json() {
        assertThat(ApiSamples.answer(200, "{\"a\":".repeat(100_000)).json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"199, false", "200, true", "201, true", "205, true", "299, true", "300, false", "400, false"})
    void every_2xx_is_a_success(int status, boolean success) {
        assertThat(ApiSamples.answer(status, "").isSuccess()).isEqualTo(success);
    }
}

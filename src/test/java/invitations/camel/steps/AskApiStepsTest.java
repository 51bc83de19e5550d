package invitations.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.ApiRequest;
import invitations.api.ResponseReader;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskApiStepsTest {
    @Test
    void no_cache_may_answer_a_question() {
        Map<String, Object> headers = new HashMap<>();

        new AskApiSteps(new ResponseReader(Duration.ofSeconds(1), Clock.systemUTC(), System::nanoTime))
                .prepare(ApiRequest.of("iblai", "invitations/platform/", Map.of("email", "a+b@x.org")), headers);

        assertThat(headers)
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Pragma", "no-cache")
                .containsEntry("CamelHttpQuery", "email=a%2Bb%40x.org");
    }
}

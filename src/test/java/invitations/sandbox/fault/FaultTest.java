package invitations.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import invitations.sandbox.Sandbox;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.testing.Aside;
import invitations.testing.SandboxClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY));
    private final SandboxClient client = new SandboxClient(sandbox);
    private final String url = sandbox.url() + "/api/catalog/invitations/platform/";

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Fault single(Fault.Moment moment) {
        Fault fault = Fault.at(Endpoint.PLATFORM_SINGLE);
        return moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault;
    }

    private static int mails(Fault.Moment moment) {
        return moment == Fault.Moment.AFTER ? 1 : 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504})
    void any_status_can_be_ordered_before_and_after_the_work(int status) {
        sandbox.order(single(Fault.Moment.BEFORE).with(FaultEffect.Status.of(status)));
        sandbox.order(single(Fault.Moment.AFTER).with(FaultEffect.Status.html(status)));

        assertThat(client.invite("ann@example.org").statusCode()).isEqualTo(status);
        assertThat(sandbox.record()).isEmpty();
        assertThat(client.invite("ann@example.org").body()).startsWith("<!doctype html>");
        assertThat(sandbox.record()).hasSize(1);
        assertThat(sandbox.requests()).extracting(RecordedRequest::status).containsExactly(status, status);
    }

    @Test
    void headers_are_sent_as_they_are() {
        sandbox.order(Fault.at()
                .with(FaultEffect.Status.of(429)
                        .withHeader("Retry-After", "a while")
                        .withHeader("X-RateLimit-Reset", "1")));

        HttpResponse<String> response = client.invite("ann@example.org");

        assertThat(response.headers().firstValue("Retry-After")).contains("a while");
        assertThat(response.headers().firstValue("X-RateLimit-Reset")).contains("1");
    }

    @Test
    void a_header_can_name_a_time_counted_from_the_answer() {
        sandbox.order(Fault.at().with(FaultEffect.Status.of(429).withHeader("X-RateLimit-Reset", "now+60")));

        long before = Instant.now().getEpochSecond();
        HttpResponse<String> response = client.invite("ann@example.org");

        assertThat(response.headers().firstValueAsLong("X-RateLimit-Reset").orElseThrow())
                .isBetween(before + 60, Instant.now().getEpochSecond() + 60);
    }

    @ParameterizedTest
    @EnumSource
    void a_dropped_connection_gives_no_answer(Fault.Moment moment) {
        sandbox.order(single(moment).with(new FaultEffect.Dropped()));

        assertThatThrownBy(() -> client.open("POST", url, SandboxClient.platform("ann@example.org")))
                .isInstanceOf(IOException.class);

        assertThat(sandbox.record()).hasSize(mails(moment));
        assertThat(sandbox.requests()).extracting(RecordedRequest::status).containsExactly(0);
        assertThat(client.invite("bob@example.org").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void a_truncated_answer_is_shorter_than_it_says(Fault.Moment moment) {
        sandbox.order(single(moment).with(new FaultEffect.Truncated()));

        assertThatThrownBy(() -> client.open("POST", url, SandboxClient.platform("ann@example.org")))
                .isInstanceOf(IOException.class);

        assertThat(sandbox.record()).hasSize(mails(moment));
    }

    @Test
    void success_may_be_a_page_or_json_that_says_nothing() {
        sandbox.order(single(Fault.Moment.AFTER).with(FaultEffect.Status.html(200)));
        sandbox.order(single(Fault.Moment.AFTER).with(FaultEffect.Status.wrongJson()));

        assertThat(client.invite("ann@example.org").headers().firstValue("Content-Type"))
                .contains("text/html; charset=utf-8");
        assertThat(client.invite("bob@example.org").body()).isEqualTo("[{\"unexpected\":true}]");
        assertThat(sandbox.record()).hasSize(2);
    }

    @Test
    void a_huge_answer_is_good_json_for_whoever_reads_it_all() {
        sandbox.order(single(Fault.Moment.AFTER).with(new FaultEffect.Huge(3_000_000)));

        HttpResponse<String> response = client.invite("ann@example.org");

        assertThat(response.body()).hasSizeGreaterThan(3_000_000);
        assertThat(SandboxClient.json(response).path("email").asText()).isEqualTo("ann@example.org");
        assertThat(SandboxClient.json(response).path("padding").asText()).hasSize(3_000_000);
    }

    @Test
    void an_endless_answer_ends_with_its_reader() throws Exception {
        sandbox.order(single(Fault.Moment.AFTER).with(new FaultEffect.Huge(Long.MAX_VALUE)));

        try (var body = stream().body()) {
            assertThat(body.readNBytes(5_000_000)).hasSize(5_000_000);
        }

        assertThat(client.invite("bob@example.org").statusCode()).isEqualTo(200);
    }

    @Test
    void a_dripping_answer_takes_its_time_and_is_whole() {
        sandbox.order(single(Fault.Moment.BEFORE).with(new FaultEffect.Drip(5)));
        Instant start = Instant.now();

        HttpResponse<String> response = client.invite("ann@example.org");

        assertThat(Duration.between(start, Instant.now()))
                .isGreaterThan(Duration.ofMillis(5L * response.body().length()));
        assertThat(SandboxClient.json(response).path("detail").asText()).isEqualTo("Nothing was done.");
    }

    @Test
    void a_compressed_answer_may_be_a_bomb() throws Exception {
        sandbox.order(single(Fault.Moment.AFTER).with(new FaultEffect.Gzip(10_000_000)));

        HttpResponse<InputStream> response = stream();
        byte[] packed = response.body().readAllBytes();
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.length).isLessThan(20_000);
        assertThat(unpacked.length).isGreaterThan(10_000_000);
        assertThat(new String(unpacked, 0, 300, StandardCharsets.UTF_8)).contains("ann@example.org");
    }

    @ParameterizedTest
    @EnumSource
    void a_delay_leaves_the_answer_as_it_is(Fault.Moment moment) {
        sandbox.order(single(moment).delayed(Duration.ofMillis(150)));

        assertThat(client.invite("ann@example.org").statusCode()).isEqualTo(200);

        RecordedRequest request = sandbox.requests().get(0);
        assertThat(Duration.between(request.from(), request.to())).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        Instant sent = sandbox.record().get(0).at();
        Duration delay = moment == Fault.Moment.BEFORE
                ? Duration.between(request.from(), sent)
                : Duration.between(sent, request.to());
        // The record has whole milliseconds.
        assertThat(delay).isGreaterThanOrEqualTo(Duration.ofMillis(149));
    }

    @Test
    void what_is_delayed_goes_on_when_it_is_released() throws Exception {
        sandbox.order(single(Fault.Moment.BEFORE).delayed(Duration.ofHours(1)));
        CompletableFuture<HttpResponse<String>> response = Aside.supply(() -> client.invite("ann@example.org"));
        await().until(() -> sandbox.held() == 1);
        assertThat(sandbox.record()).isEmpty();

        sandbox.release();

        assertThat(response.get().statusCode()).isEqualTo(200);
        assertThat(sandbox.record()).hasSize(1);
        assertThat(sandbox.held()).isZero();
    }

    @Test
    void a_fault_hits_from_the_nth_of_its_calls_as_often_as_ordered() {
        sandbox.order(Fault.at(Endpoint.PLATFORM_SINGLE).from(2).times(2).with(FaultEffect.Status.of(500)));
        client.get("platform/");

        assertThat(statuses(5)).containsExactly(200, 500, 500, 200, 200);
    }

    @Test
    void a_fault_by_chance_is_the_same_for_the_same_seed() {
        sandbox.order(Fault.at().sometimes(0.5, 7).with(FaultEffect.Status.of(500)));
        List<Integer> first = statuses(20);
        sandbox.clearFaults();
        sandbox.order(Fault.at().sometimes(0.5, 7).with(FaultEffect.Status.of(500)));

        assertThat(first).contains(200, 500);
        assertThat(statuses(20)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"ann@example.org, 500", "joanna@example.org, 500", "bob@example.org, 200"})
    void a_fault_may_concern_an_address(String email, int status) {
        sandbox.order(Fault.at().always().forEmail("ann").with(FaultEffect.Status.of(500)));

        assertThat(client.invite(email).statusCode()).isEqualTo(status);
        assertThat(client.get("platform/?email=" + email).statusCode()).isEqualTo(status);
        String bulk = "{\"platform_key\":\"acme\",\"invitation_data\":[{\"email\":7},"
                + SandboxClient.platform("x@y.org") + "," + SandboxClient.platform(email) + "]}";
        assertThat(client.post("platform/bulk/", bulk).statusCode()).isEqualTo(status);
    }

    @Test
    void a_fault_may_concern_a_platform() {
        sandbox.order(Fault.at().always().forPlatform("acme").with(FaultEffect.Status.of(403)));

        assertThat(client.invite("ann@example.org").statusCode()).isEqualTo(403);
        assertThat(client.get("program/?platform_key=acme").statusCode()).isEqualTo(403);
        assertThat(client.get("program/?platform_key=other").statusCode()).isEqualTo(200);
    }

    @Test
    void of_two_faults_the_one_ordered_first_hits_first() {
        sandbox.order(Fault.at().with(FaultEffect.Status.of(500)));
        sandbox.order(Fault.at().with(FaultEffect.Status.of(502)));

        assertThat(statuses(3)).containsExactly(500, 502, 200);
    }

    private List<Integer> statuses(int calls) {
        List<Integer> statuses = new ArrayList<>();
        for (int n = 0; n < calls; n++) {
            statuses.add(client.invite("person" + n + "@example.org").statusCode());
        }
        return statuses;
    }

    private HttpResponse<InputStream> stream() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Api-Token " + SandboxClient.KEY)
                .POST(HttpRequest.BodyPublishers.ofString(SandboxClient.platform("ann@example.org")))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }
}

package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.http.RecordedRequest;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY));
    private final SandboxClient client = new SandboxClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> order(String json) {
        return client.send("POST", sandbox.origin() + "/_sandbox/faults", SandboxClient.quoted(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'target':'platform','operation':'single','effect':{'kind':'status','status':503}}             | 503 | 0 | Ordered by a test
            {'moment':'after','effect':{'kind':'status','status':429,'headers':{'Retry-After':'9'},'body':'slow','content_type':'text/plain'}} | 429 | 1 | slow
            {'moment':'after','effect':{'kind':'html'}}                                                     | 200 | 1 | <!doctype html>
            {'effect':{'kind':'html','status':502}}                                                         | 502 | 0 | <!doctype html>
            {'moment':'after','effect':{'kind':'wrong-json'}}                                               | 200 | 1 | unexpected
            {'moment':'after','effect':{'kind':'huge','bytes':1000}}                                        | 200 | 1 | xxxxxxxx
            {'moment':'after','effect':{'kind':'drip','every_ms':1}}                                        | 200 | 1 | ann@example.org
            {'delay_ms':1,'email':'ann','platform':'acme','from':1,'times':-1}                              | 200 | 1 | ann@example.org
            {'effect':{'kind':'status','status':500},'probability':1,'seed':3,'times':1}                    | 500 | 0 | Ordered by a test
            {'effect':{'kind':'status','status':500},'probability':0}                                       | 200 | 1 | ann@example.org
            {'effect':{'kind':'status','status':500},'target':'program'}                                    | 200 | 1 | ann@example.org
            {'effect':{'kind':'status','status':500},'times':0}                                             | 200 | 1 | ann@example.org
            """)
    void a_fault_can_be_ordered_over_http(String fault, int status, int mails, String body) {
        assertThat(order(fault).body()).isEqualTo("{\"faults\":1}");

        HttpResponse<String> response = client.invite("ann@example.org");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(body);
        assertThat(sandbox.record()).hasSize(mails);
    }

    @ParameterizedTest
    @CsvSource({"drop", "truncate", "gzip"})
    void answers_can_be_broken_over_http(String kind) {
        order("{'effect':{'kind':'" + kind + "'},'moment':'after'}");

        try {
            HttpResponse<String> response = client.open(
                    "POST", sandbox.url() + "/api/catalog/invitations/platform/", SandboxClient.platform("a@b.org"));
            assertThat(kind).isEqualTo("gzip");
            assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        } catch (IOException broken) {
            assertThat(kind).isIn("drop", "truncate");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(sandbox.record()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'target':'moon'}                          | no endpoint has that target and operation
            {'tagret':'platform'}                      | unknown: tagret
            {'effect':{'kind':'boom'}}                 | effect.kind is one of
            {'effect':{'kind':'drop','status':500}}    | unknown: status
            {'effect':{'kind':'status'}}               | effect.status is from 200 to 599
            {'effect':{'kind':'status','status':600}}  | effect.status is from 200 to 599
            {'probability':2}                          | probability is from 0 to 1
            {'probability':-1}                         | probability is from 0 to 1
            {'moment':'later'}                         | moment is before or after
            {'email':'('}                              | Unclosed group
            [{'delay_ms':1},7]                         | a fault is an object
            {                                          | Unexpected end-of-input
            """)
    void an_order_that_is_not_understood_is_refused_whole(String fault, String reason) {
        HttpResponse<String> response = order(fault);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SandboxClient.json(response).path("detail").asText()).contains(reason);
        assertThat(order("[]").body()).isEqualTo("{\"faults\":0}");
    }

    @Test
    void faults_can_be_taken_back() {
        order("[{'effect':{'kind':'status','status':500},'times':-1},{'delay_ms':1}]");
        assertThat(client.invite("ann@example.org").statusCode()).isEqualTo(500);

        client.send("DELETE", sandbox.origin() + "/_sandbox/faults", "");

        assertThat(client.invite("ann@example.org").statusCode()).isEqualTo(200);
    }

    @Test
    void record_and_count_can_be_asked_for() {
        client.invite("ann@example.org");
        client.invite("refuse-bob@example.org");
        client.invite("carl@example.org");

        String[] lines = client.send("GET", sandbox.origin() + "/_sandbox/record", "")
                .body()
                .split("\n", -1);

        assertThat(lines).hasSize(3).endsWith("");
        assertThat(lines[1]).startsWith("{\"seq\":2,").contains("carl@example.org");
        assertThat(client.send("GET", sandbox.origin() + "/_sandbox/requests/count", "")
                        .body())
                .isEqualTo("{\"count\":3}");
        assertThat(sandbox.requestCount()).isEqualTo(3);
        assertThat(client.send("GET", sandbox.origin() + "/_sandbox/else", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void requests_tell_when_and_what() {
        client.get("platform/?email=ann%40example.org");

        assertThat(sandbox.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/dm/api/catalog/invitations/platform/");
            assertThat(request.query()).isEqualTo("email=ann%40example.org");
            assertThat(request.status()).isEqualTo(200);
            assertThat(request.authorized()).isTrue();
            assertThat(request.to()).isAfterOrEqualTo(request.from());
        });
    }

    @Test
    void requests_are_counted_but_not_kept_when_the_settings_say_so() {
        try (Sandbox forgetful =
                Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY).withoutRequests())) {
            new SandboxClient(forgetful).invite("ann@example.org");

            assertThat(forgetful.requests()).isEmpty();
            assertThat(forgetful.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void the_record_file_has_every_mail_at_once_and_goes_on_after_a_restart(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("record.jsonl");
        SandboxSettings settings = SandboxSettings.withKey(SandboxClient.KEY).withRecordFile(file);
        try (Sandbox first = Sandbox.start(settings)) {
            new SandboxClient(first).invite("ann@example.org");
            assertThat(Sandbox.readRecord(file)).isEqualTo(first.record()).hasSize(1);
        }
        try (Sandbox second = Sandbox.start(settings)) {
            new SandboxClient(second).invite("bob@example.org");
        }
        Files.writeString(file, "{\"seq\":3,\"half", StandardOpenOption.APPEND);

        assertThat(Sandbox.readRecord(file))
                .extracting(Mail::email)
                .containsExactly("ann@example.org", "bob@example.org");
    }

    @Test
    void a_record_that_is_none_is_said_so(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("other.txt"), "hello\n");

        assertThatThrownBy(() -> Sandbox.readRecord(file)).hasMessageContaining("not a line of a sandbox's record");
        assertThatThrownBy(() -> Sandbox.readRecord(folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_port_that_is_taken_is_said_so() {
        int port = Integer.parseInt(sandbox.origin().substring("http://127.0.0.1:".length()));

        assertThatThrownBy(() -> Sandbox.start(SandboxSettings.withKey("k").withPort(port)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + port);
    }

    @Test
    void every_call_takes_the_latency_at_least() {
        try (Sandbox slow =
                Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY).withLatency(Duration.ofMillis(60)))) {
            new SandboxClient(slow).invite("ann@example.org");

            RecordedRequest request = slow.requests().get(0);
            assertThat(Duration.between(request.from(), request.to())).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        }
    }
}

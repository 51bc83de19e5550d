package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor finds out about the APIs, by the way that sending takes. */
class DoctorJourneyTest {
    private static final String ADA = "{\"platform_key\":\"acme\",\"email\":\"ada@example.org\"}";

    @TempDir
    Path folder;

    @Test
    void a_platform_that_the_lists_show_is_there() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.inviteAside(ADA);

            Program.Run run = stage.run("doctor");

            assertThat(run.exitCode()).as(run.out()).isZero();
            assertThat(run.out()).contains("answers, and accepts the key; it has the platform 'acme'");
            assertThat(stage.lists()).isNotEmpty().allMatch(request -> request.method()
                    .equals("GET"));
            assertThat(stage.sandbox().record()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"acmee, did you mean 'acme'?", "acm, did you mean 'acme'?", "Acme, did you mean 'acme'?"})
    void a_platform_that_is_probably_another_one_is_an_error(String org, String words) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, org);
            stage.inviteAside(ADA);

            Program.Run run = stage.run("doctor");

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.out())
                    .contains("shows nothing of a platform '" + org + "'")
                    .contains(words);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_an_empty_list_it_is_said_that_it_tells_nothing(boolean hasOthers) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "university");
            if (hasOthers) {
                stage.inviteAside(ADA);
            }

            Program.Run run = stage.run("doctor");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("shows nothing of a platform 'university': nobody was invited there yet, or it does not"
                            + " exist, or this key may not see it; check IBLAI_ORG");
            assertThat(run.out().contains("(the key sees acme)")).isEqualTo(hasOthers);
        }
    }

    @Test
    void an_api_that_writes_it_in_another_case_is_told() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                Answering api = Answering.with(
                        200, "{\"count\":1,\"next\":null,\"results\":[{\"id\":1,\"platform_key\":\"acme\"}]}")) {
            stage.set(Property.ORG, "Acme");
            stage.set(Property.API_BASE_URL, api.url());

            Program.Run run = stage.run("doctor");

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.out()).contains("writes the platform 'Acme' as 'acme'; set IBLAI_ORG=acme");
        }
    }

    @Test
    void a_platform_that_the_api_says_it_does_not_know_is_an_error() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.sandbox().order(Fault.at().with(FaultEffect.Status.of(404)));

            Program.Run run = stage.run("doctor");

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.out()).contains("answers, and knows no platform 'acme' (404: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <!DOCTYPE html><html><head><title>Sign in</title></head></html> | a page of HTML ('Sign in') is not the API",
                "404 | <html><title>Not here</title></html> | a page of HTML ('Not here') is not the API",
                "503 | <html><title>Down</title></html> | a page of HTML ('Down') is not the API",
                "200 | {\"status\": \"ok\"} | not with a list",
                "200 | [] | not with a list",
                "200 | nothing | not with a list",
                "302 | {} | answers with HTTP 302"
            })
    void what_is_not_the_api_is_told_from_it(int status, String body, String words) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                Answering api = Answering.with(status, body)) {
            stage.set(Property.ORG, "acme");
            stage.set(Property.API_BASE_URL, api.url());
            stage.set(Property.GITBOOK_BASE_URL, api.url());

            Program.Run run = stage.run("doctor");

            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.out().lines().filter(line -> line.contains(words)))
                    .anyMatch(line -> line.startsWith("API ") && line.contains("check invitations.api.base-url"))
                    .anyMatch(
                            line -> line.startsWith("GitBook ") && line.contains("check invitations.gitbook.base-url"));
        }
    }

    @Test
    void what_is_missing_is_an_error() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Program.Run none = stage.run("doctor");
            assertThat(none.exitCode()).isEqualTo(78);
            assertThat(none.out()).contains("IBLAI_ORG is not set");

            stage.feed("students", "platform-key = acme\n");
            assertThat(stage.run("doctor").exitCode()).as("default names none").isEqualTo(78);
            stage.feed("default", "platform-key = acme\n");
            assertThat(stage.run("doctor").exitCode()).isZero();

            stage.environment().remove(Property.GITBOOK_ORG.variable());
            Program.Run noOrganization = stage.run("doctor");
            assertThat(noOrganization.exitCode()).isEqualTo(78);
            assertThat(noOrganization.out()).contains("no organization is named; set GITBOOK_ORG");
        }
    }

    @Test
    void an_organization_that_does_not_exist_is_told() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.set(Property.GITBOOK_TOKEN, "wrong");

            Program.Run run = stage.run("doctor");

            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out()).contains("does not accept the key (401); check GITBOOK_TOKEN");
        }
    }

    /** A server that is another one than the API. */
    private record Answering(HttpServer server) implements AutoCloseable {

        static Answering with(int status, String body) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            return new Answering(server);
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/dm";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

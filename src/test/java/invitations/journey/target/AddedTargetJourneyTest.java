package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that the program does not have, added by one route file and one class; {@code docs/adding-a-target.md}. */
class AddedTargetJourneyTest {
    private static final Path ROUTE =
            Path.of("src/test/resources/invitations/newsletter/invite-to-newsletter.camel.yaml");
    private static final Path CLASS = Path.of("src/test/java/invitations/newsletter/NewsletterTarget.java");

    @TempDir
    Path folder;

    private final List<String> subscriptions = new CopyOnWriteArrayList<>();
    private HttpServer api;

    @BeforeEach
    void startApi() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/subscriptions", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            subscriptions.add(body);
            boolean isRefused = body.contains("refused@");
            boolean isForgetful = body.contains("forgotten@");
            byte[] answer = (isRefused ? "{\"error\":\"not for them\"}" : "{\"subscription\":\"s-1\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isRefused ? 422 : isForgetful ? 500 : 201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        api.start();
    }

    @AfterEach
    void stopApi() {
        api.stop(0);
    }

    @Test
    void one_route_file_and_one_class_make_a_target() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ROUTES, routes().toString());
            Path file = stage.file(
                    "people.csv",
                    """
                    email,newsletter_id,language,platform_key
                    ann@example.org,weekly,en,
                    refused@example.org,weekly,,
                    forgotten@example.org,weekly,,
                    bob@example.org,,,acme
                    not an address,weekly,,
                    ANN@example.org,weekly,en,
                    """);

            SandboxStage.Result first = stage.sent(file);
            SandboxStage.Result again =
                    stage.sent(stage.file("again.csv", "newsletter_id,email\nweekly,ann@example.org\n"));

            assertThat(first.rows())
                    .extracting(row -> row.status() + " " + row.code())
                    .containsExactly(
                            "INVITED null",
                            "REFUSED REFUSED_BY_API",
                            "NEEDS_REVIEW UNCERTAIN",
                            "INVITED null",
                            "INVALID INVALID_EMAIL",
                            "DUPLICATE DUPLICATE_IN_FILE");
            assertThat(first.rows().get(0).remoteId()).isEqualTo("s-1");
            assertThat(again.counts()).containsOnlyKeys("ALREADY_INVITED");
            assertThat(subscriptions)
                    .containsExactlyInAnyOrder(
                            "{\"email\":\"ann@example.org\",\"newsletter_id\":\"weekly\",\"language\":\"en\"}",
                            "{\"email\":\"refused@example.org\",\"newsletter_id\":\"weekly\"}",
                            "{\"email\":\"forgotten@example.org\",\"newsletter_id\":\"weekly\"}");
            assertThat(stage.invited()).containsOnlyKeys("bob@example.org acme");
            assertThat(stage.run("verify").exitCode()).isZero();
            assertThat(stage.run("template", "newsletter").out())
                    .startsWith("target,operation,newsletter_id,email,language\n");
        }
    }

    @Test
    void the_page_shows_these_very_files() throws IOException {
        String page = Files.readString(Path.of("docs/adding-a-target.md"));

        assertThat(page).contains(Files.readString(ROUTE)).contains(Files.readString(CLASS));
    }

    /** The routes of the program, and the one that is added, which calls this machine. */
    private Path routes() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName().toString()));
            }
        }
        String route = Files.readString(ROUTE)
                .replace(
                        "https://newsletter.example.org",
                        "http://127.0.0.1:" + api.getAddress().getPort());
        Files.writeString(routes.resolve("invite-to-newsletter.camel.yaml"), route);
        return routes;
    }
}

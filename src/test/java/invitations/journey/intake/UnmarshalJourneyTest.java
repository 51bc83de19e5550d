package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.intake.read.RowReader;
import invitations.ledger.drop.Drop;
import invitations.routes.RouteCoverage;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands before and behind {@code unmarshal} in the route {@code plan-drop}. */
class UnmarshalJourneyTest {
    @TempDir
    Path folder;

    private final Map<String, Object> bodies = new ConcurrentHashMap<>();
    private SandboxStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = SandboxStage.open(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_text_is_unmarshalled_into_rows_that_are_read_on() throws IOException {
        assertPlanned();
    }

    /** It would hold the text of the file as a whole, read past the bounds. */
    @Test
    void no_cache_of_streams_holds_the_text() throws IOException {
        SandboxStage.write(
                stage.home().resolve("application.properties"), "camel.main.stream-caching-enabled = true\n");

        assertPlanned();
    }

    private void assertPlanned() throws IOException {
        try (InvitationRuntime runtime =
                InvitationRuntime.start(stage.settings(), InvitationRuntime.Mode.ONCE, context -> {
                    context.getCamelContextExtension().addInterceptStrategy(new RouteCoverage());
                    context.getCamelContextExtension().addInterceptStrategy((camel, node, target, next) -> exchange -> {
                        bodies.putIfAbsent(node.getId(), bodyOf(exchange));
                        target.process(exchange);
                    });
                })) {
            Drop drop = runtime.receive(runtime.receiving()
                            .copy(
                                    stage.file("people.csv", "email;platform_key\nada@example.org;acme\n"),
                                    "default",
                                    true))
                    .get(0);

            assertThat(drop.rows()).isEqualTo(1);
            assertThat(bodies.get("unmarshal-csv"))
                    .isInstanceOf(Reader.class)
                    .extracting(body -> body.getClass().getPackageName())
                    .isEqualTo(RowReader.class.getPackageName());
            assertThat(bodies.get("begin-plan")).isInstanceOf(RowReader.class);
        }
    }

    private static Object bodyOf(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        return body == null ? "" : body;
    }
}

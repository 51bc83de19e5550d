package invitations.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachedStepsTest {
    private static final List<RouteFile> FILES = RouteFile.readAll(Samples.FOLDER).stream()
            .filter(file -> !file.subject().equals("post-sample"))
            .toList();

    @TempDir
    Path folder;

    @Test
    void steps_and_branches_count_when_an_exchange_reaches_them() throws Exception {
        send("good");

        assertThat(RouteCoverage.unreached(FILES, folder))
                .containsExactly(
                        "sample-errors.camel.yaml: onException 'on-failure'",
                        "sample-errors.camel.yaml: log 'log-lost-sample'",
                        "take-sample.camel.yaml: otherwise 'when-other'",
                        "take-sample.camel.yaml: recipientList 'to-registered-way'");
    }

    @Test
    void the_clauses_of_a_route_configuration_count_too() throws Exception {
        send("good");
        send("bad");

        assertThat(RouteCoverage.unreached(FILES, folder)).isEmpty();
    }

    @Test
    void no_records_are_no_pass() {
        assertThatThrownBy(() -> RouteCoverage.unreached(FILES, folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no records");
    }

    private void send(String body) throws Exception {
        CamelContext context = new DefaultCamelContext();
        try {
            context.getCamelContextExtension().addInterceptStrategy(new RouteCoverage(folder));
            Properties properties = new Properties();
            properties.putAll(Map.of("invitations.sample.parallel", "false", "invitations.sample.attempts", "0"));
            context.getPropertiesComponent().setInitialProperties(properties);
            for (RouteFile file : FILES) {
                PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(file.name(), file.text()));
            }
            context.getComponent("direct", DirectComponent.class).setBlock(false);
            context.start();
            context.createProducerTemplate().sendBody("direct:take-sample", body);
        } finally {
            context.stop();
        }
    }
}

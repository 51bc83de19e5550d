package invitations.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RouteSchemaTest {
    private static final RouteSchema SCHEMA = new RouteSchema(Dsl.ofCamel());

    static List<RouteFile> routes() {
        return RouteFile.readAll(RouteFile.FOLDER);
    }

    static List<RouteFile> samples() {
        return RouteFile.readAll(Samples.FOLDER);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void every_route_file_is_valid(RouteFile file) {
        assertThat(SCHEMA.findings(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void placeholders_stand_for_values_of_the_type_asked_for(RouteFile sample) {
        assertThat(SCHEMA.findings(sample)).isEmpty();
    }

    @Test
    void what_is_wrong_is_named_at_its_place_alone() {
        assertThat(Samples.with("message: lost", "mesage: lost"))
                .flatMap(SCHEMA::findings)
                .isNotEmpty()
                .allMatch(finding -> finding.contains("steps[0].log:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "{{invitations.sample.attempts}}" | "2"              | maximumRedeliveries
            maximumRedeliveries               | maximumRetries   | maximumRetries
            setBody:                          | setBodi:         | setBodi
            routeConfigurationId:             | routeConfigId:   | routeConfigId
            """)
    void an_invalid_file_is_found(String fragment, String replacement, String named) {
        assertThat(Samples.with(fragment, replacement))
                .flatMap(SCHEMA::findings)
                .anyMatch(finding -> finding.contains(named));
    }
}

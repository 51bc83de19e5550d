package invitations.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteStyleTest {
    /** The direct routes that are called from outside the routes. */
    private static final Set<String> ENTRANCES = Set.of(
            "unpack-file",
            "resume-drops",
            "release-drop",
            "settle-hold-folder",
            "update-link",
            "delete-link",
            "join-organization");

    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    private static final Dsl DSL = Dsl.ofCamel();

    @Test
    void every_route_file_keeps_the_style() {
        RouteStyle style = new RouteStyle(DSL, Placeholders.keysOf(PROPERTIES), ENTRANCES);

        assertThat(style.findings(RouteFile.readAll(RouteFile.FOLDER))).isEmpty();
    }

    @Test
    void the_samples_keep_the_style() {
        assertThat(findings(RouteFile.readAll(Samples.FOLDER))).isEmpty();
    }

    static List<Breach> breaches() {
        return Breach.all();
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void a_breach_of_the_style_is_found(Breach breach) {
        assertThat(findings(Samples.with(breach.fragment(), breach.replacement())))
                .anyMatch(finding -> finding.contains(breach.finding()));
    }

    @Test
    void an_entrance_that_is_gone_is_found() {
        RouteStyle style = new RouteStyle(DSL, Samples.KEYS, Set.of("take-sample", "gone"));

        assertThat(style.findings(RouteFile.readAll(Samples.FOLDER)))
                .containsExactly("the entrance direct:gone is not there");
    }

    @Test
    void a_folder_without_routes_is_no_pass(@TempDir Path folder) {
        assertThatThrownBy(() -> RouteFile.readAll(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no *.camel.yaml in");
    }

    @Test
    void a_key_that_is_written_twice_is_no_yaml() {
        assertThatThrownBy(() -> RouteFile.of("twice.camel.yaml", "- route:\n    id: a\n    id: b\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice.camel.yaml is not YAML");
    }

    private static List<String> findings(List<RouteFile> files) {
        return new RouteStyle(DSL, Samples.KEYS, Samples.ENTRANCES).findings(files);
    }
}

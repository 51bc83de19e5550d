package invitations.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs after all others, on what they have recorded. */
class RouteCoverageTest {

    @Test
    void every_step_of_every_route_is_reached_by_a_test() {
        assertThat(RouteCoverage.unreached(RouteFile.readAll(RouteFile.FOLDER), RouteCoverage.FOLDER))
                .isEmpty();
    }
}

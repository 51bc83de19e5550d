package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists that no client could read to their end: rows in doubt are asked about again, and the others go on. */
class BoundedJourneyTest {
    @TempDir
    Path folder;

    static Stream<Arguments> lists_without_end() {
        return Stream.of(
                Arguments.of("500 MB", new FaultEffect.Huge(500L << 20)),
                Arguments.of("endless", new FaultEffect.Huge(Long.MAX_VALUE)),
                Arguments.of("a gzip bomb of 2 GB", new FaultEffect.Gzip(2L << 30)),
                Arguments.of("byte by byte", new FaultEffect.Drip(100)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Timeout(300)
    void lists_without_end(String name, FaultEffect effect) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.REQUEST_TIMEOUT, "2s");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2@")
                            .with(FaultEffect.Status.of(500)));
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person3@")
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(2).with(effect));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(20)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 20L));
            assertThat(stage.invited().values()).hasSize(20).containsOnly(1L);
            assertThat(stage.posts()).hasSize(21);
            assertThat(stage.lists()).as("asked again").hasSizeGreaterThanOrEqualTo(4);
        }
    }
}

package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged program with little heap, and answers and rows that would not fit into it. */
class BoundedLauncherTest {
    private static final int LARGE_ROWS = 600;

    @TempDir
    Path folder;

    static Stream<Arguments> answers_without_end_fit_into_a_small_heap() {
        return Stream.of(
                Arguments.of("500 MB", new FaultEffect.Huge(500L << 20)),
                Arguments.of("a gzip bomb of 2 GB", new FaultEffect.Gzip(2L << 30)),
                Arguments.of("byte by byte", new FaultEffect.Drip(100)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void answers_without_end_fit_into_a_small_heap(String name, FaultEffect effect)
            throws IOException, InterruptedException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.REQUEST_TIMEOUT, "1s");
            stage.set(Property.PAUSE_MAX, "50ms");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .times(6)
                            .with(effect)
                            .afterTheWork());
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(2).with(effect));
            Map<String, String> environment = new HashMap<>(stage.environment());
            environment.put("INVITATIONS_HEAP", "128m");
            Path file = stage.file("people.csv", PeopleCsv.platformRows(30));

            try (LauncherProcess launched =
                    LauncherProcess.run(folder, environment, "send", "--yes", file.toString())) {
                assertThat(launched.exitCode()).as(launched.err()).isZero();
                assertThat(launched.out()).contains("30 rows: 30 accepted by the API");
                assertThat(launched.err()).doesNotContain("OutOfMemory");
            }
            assertThat(stage.invited().values()).hasSize(30).containsOnly(1L);
            assertThat(stage.posts()).as("nobody twice").hasSize(30);
        }
    }

    @Test
    void rows_as_large_as_they_may_be_fit_into_the_heap_that_everybody_has() throws IOException, InterruptedException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            StringBuilder text = new StringBuilder("email,platform_key,a,b,c,d,e,f,g\n");
            for (int row = 1; row <= LARGE_ROWS; row++) {
                text.append("person").append(row).append("@example.org,acme");
                for (int cell = 0; cell < 7; cell++) {
                    text.append(',').append("ł".repeat(4_500));
                }
                text.append('\n');
            }
            Path file = stage.file("people.csv", text.toString());

            try (LauncherProcess launched =
                    LauncherProcess.run(folder, new HashMap<>(stage.environment()), "send", "--yes", file.toString())) {
                assertThat(launched.exitCode()).as(launched.err()).isZero();
                assertThat(launched.err()).doesNotContain("OutOfMemory");
            }
            assertThat(stage.invited().values()).hasSize(LARGE_ROWS).containsOnly(1L);
        }
    }
}

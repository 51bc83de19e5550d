package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same people in two drops that are sent at once, one of them in doubt: each is invited once. */
class TwoDropsJourneyTest {
    @TempDir
    Path folder;

    @Test
    void the_same_people_in_drops_that_are_sent_at_once() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.PAUSE_MAX, "20ms");
            stage.sandbox().order(posts().sometimes(0.1, 1).with(FaultEffect.Status.of(500)));
            stage.sandbox()
                    .order(posts().sometimes(0.1, 2)
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            stage.sandbox()
                    .order(posts().sometimes(0.05, 3)
                            .with(new FaultEffect.Dropped())
                            .afterTheWork());
            for (int seed = 1; seed <= 3; seed++) {
                drop(stage, "people" + seed + ".csv", shuffled(60, seed));
            }

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 3);

                Map<String, Long> counts = counts(runtime);
                assertThat(stage.invited().values()).hasSize(60).containsOnly(1L);
                assertThat(counts).isEqualTo(Map.of("INVITED", 60L, "ALREADY_INVITED", 120L));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_person_in_doubt_is_waited_for(boolean wasDone) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SETTLE_TIME, "1s");
            Fault fault = posts().with(FaultEffect.Status.of(500));
            stage.sandbox().order(wasDone ? fault.afterTheWork() : fault);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                drop(stage, "first.csv", "email,platform_key\nada@example.org,acme\n");
                await().until(() -> stage.posts().size() == 1);
                drop(stage, "second.csv", "email,platform_key\nADA@example.org,acme\ngrace@example.org,acme\n");

                await().until(() -> stage.reports().size() == 2);

                assertThat(counts(runtime)).isEqualTo(Map.of("INVITED", 2L, "ALREADY_INVITED", 1L));
                assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
                assertThat(stage.posts()).hasSize(wasDone ? 2 : 3);
            }
        }
    }

    @Test
    void what_a_person_must_decide_is_decided_once() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(posts().forEmail("ada").with(FaultEffect.Status.of(500)));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(403)));

            SandboxStage.Result first =
                    stage.sent(stage.file("first.csv", "email,platform_key\nada@example.org,acme\n"));
            SandboxStage.Result second = stage.sent(stage.file(
                    "second.csv", "email,platform_key,note\nada@example.org,acme,x\ngrace@example.org,acme,x\n"));

            assertThat(first.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            assertThat(second.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L, "INVITED", 1L));
            assertThat(second.rows().get(0).message())
                    .isEqualTo("it is not known whether drop " + first.drop().id() + ", line 2 invited them");
            assertThat(stage.posts()).hasSize(2);
        }
    }

    private static Fault posts() {
        return Fault.at(Endpoint.PLATFORM_SINGLE);
    }

    private static Map<String, Long> counts(InvitationRuntime runtime) {
        return runtime.ledger().drops().all().stream()
                .flatMap(drop -> SandboxStage.Result.of(runtime, drop).rows().stream())
                .map(ResultRow::status)
                .collect(Collectors.groupingBy(Enum::name, TreeMap::new, Collectors.counting()));
    }

    private static String shuffled(int count, long seed) {
        List<String> rows = IntStream.rangeClosed(1, count)
                .mapToObj(n -> "person" + n + "@example.org,acme\n")
                .collect(Collectors.toList());
        Collections.shuffle(rows, new Random(seed));
        return "email,platform_key\n" + String.join("", rows);
    }

    private static void drop(SandboxStage stage, String name, String text) throws IOException {
        SandboxStage.write(stage.home().resolve("drop").resolve(name), text);
    }
}

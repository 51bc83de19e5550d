package invitations.journey.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.Aside;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What asking costs: a few requests, and nobody else's time. */
class AskingJourneyTest {
    @TempDir
    Path folder;

    @Test
    void many_rows_in_doubt_are_settled_by_few_questions_after_the_next_start() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            FaultEffect error = FaultEffect.Status.of(500);
            stage.set(Property.PAUSE_MAX, "5ms");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .times(45)
                            .with(error)
                            .afterTheWork());
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).times(5).with(error));
            stage.sandbox()
                    .order(Fault.at(Endpoint.PROGRAM_BULK).times(4).with(error).afterTheWork());
            stage.sandbox().order(Fault.at(Endpoint.PROGRAM_BULK).with(error));
            Path file = stage.file(
                    "people.csv", "email,platform_key,program_key\n" + rows(50, "") + rows(250, "acme+logic"));
            stage.set(Property.SETTLE_TIME, "10m");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                CompletableFuture<SandboxStage.Result> sending = Aside.supply(() -> send(runtime, file));
                await().until(() -> stage.run("status", "--json").out().contains("\"UNCERTAIN\":300"));
                runtime.sending().stop();
                assertThat(sending.join().counts()).isEqualTo(Map.of("UNCERTAIN", 300L));
            }
            assertThat(stage.lists()).isEmpty();
            stage.set(Property.SETTLE_TIME, "1s");

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 300L));
            assertThat(stage.invited().values()).hasSize(300).containsOnly(1L);
            int absent = 5 + 50;
            int pages = 1 + 3;
            // Nobody was known at first: one person of each list goes first, and is looked up as a witness then.
            int witnesses = 2 * 6;
            assertThat(stage.lists()).hasSizeLessThanOrEqualTo(2 * pages + 2 * absent + witnesses);
            assertThat(stage.posts()).hasSize(50 + 5 + absent);
        }
    }

    @Test
    void a_slow_list_holds_no_drop_of_another_feed_up() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.feed("another", "");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).delayed(Duration.ofMinutes(10)));
            drop(stage, "first.csv", PeopleCsv.platformRows(1));
            await().until(() -> stage.sandbox().held() == 1);
            drop(stage, "another/second.csv", "email,platform_key\nada@example.org,acme\n");

            await().until(() -> stage.reports().size() == 1);
            assertThat(stage.sandbox().held()).as("the list is still asked").isOne();
            assertThat(stage.posts()).hasSize(2);
            stage.sandbox().release();
            await().until(() -> stage.reports().size() == 2);

            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            assertThat(runtime.ledger().drops().all()).hasSize(2);
        }
    }

    private static SandboxStage.Result send(InvitationRuntime runtime, Path file) {
        try {
            return SandboxStage.send(runtime, file);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static String rows(int count, String program) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "person" + n + "@example.org,acme," + program + "\n")
                .collect(Collectors.joining());
    }

    private static void drop(SandboxStage stage, String name, String text) throws IOException {
        SandboxStage.write(stage.home().resolve("drop").resolve(name), text);
    }
}

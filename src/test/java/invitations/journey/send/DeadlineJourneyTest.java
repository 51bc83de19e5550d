package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.sandbox.HeadProxy;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.fault.HeadTrouble;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer without an end ends with the time of its request, whatever it is that does not end: of calls, and of questions. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadlineJourneyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_call_without_an_end_is_in_doubt_and_holds_nobody_up(HeadTrouble trouble) throws Exception {
        AtomicInteger posts = new AtomicInteger();
        try (SandboxStage stage = SandboxStage.open(folder);
                HeadProxy proxy = HeadProxy.before(
                        stage.sandbox(),
                        request -> request.startsWith("POST") && posts.incrementAndGet() == 2 ? trouble : null)) {
            stage.set(Property.API_BASE_URL, proxy.url());
            stage.set(Property.REQUEST_TIMEOUT, "1s");

            long begun = System.nanoTime();
            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(5)));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 5L));
            assertThat(result.rows())
                    .filteredOn(row -> "found on asking".equals(row.message()))
                    .hasSize(1);
            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
            await("the connection is closed").until(() -> proxy.connections() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_question_without_an_end_is_asked_again(HeadTrouble trouble) throws Exception {
        AtomicInteger lists = new AtomicInteger();
        try (SandboxStage stage = SandboxStage.open(folder);
                HeadProxy proxy = HeadProxy.before(
                        stage.sandbox(),
                        request -> request.startsWith("GET") && lists.incrementAndGet() <= 2 ? trouble : null)) {
            stage.set(Property.API_BASE_URL, proxy.url());
            stage.set(Property.REQUEST_TIMEOUT, "1s");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2")
                            .with(FaultEffect.Status.of(500)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(3)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            await("the connection is closed").until(() -> proxy.connections() == 0);
        }
    }
}

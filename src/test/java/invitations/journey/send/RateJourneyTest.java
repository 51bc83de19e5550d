package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.settings.Property;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast calls follow each other where a rate is set. A slow machine is never too fast. */
class RateJourneyTest {
    /** Calls that may be between the rate and the API, with one caller: in its hands, in the queue, and on their way. */
    private static final int ON_THEIR_WAY = 6;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"20, 40", "60, 90", "7.5, 22"})
    void the_api_never_sees_more_calls_than_the_rate_allows(double rate, int rows) throws IOException {
        try (SandboxStage stage = paced(rate)) {
            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(rows)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", (long) rows));
            assertKeeps(rate, stage.posts(), rows);
        }
    }

    @Test
    void batches_count_as_one_call_and_questions_as_none() throws IOException {
        try (SandboxStage stage = paced(10)) {
            stage.set(Property.SEND_BATCH_SIZE, "4");
            stage.set(Property.SETTLE_TIME, "50ms");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PROGRAM_BULK)
                            .times(2)
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            String file = "email,platform_key,program_key\n"
                    + IntStream.range(0, 80)
                            .mapToObj(n -> "person" + n + "@example.org,acme,acme+logic\n")
                            .collect(Collectors.joining());

            SandboxStage.Result result = stage.sent(stage.file("people.csv", file));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 80L));
            assertKeeps(10, stage.posts(), 20);
            assertThat(stage.lists()).isNotEmpty();
        }
    }

    @Test
    void people_who_were_invited_before_cost_nothing_of_it() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sent(stage.file("first.csv", PeopleCsv.platformRows(100)));
            stage.set(Property.SEND_RATE, "1000");
            AtomicInteger throttled = new AtomicInteger();

            SandboxStage.Result result = counted(
                    stage,
                    throttled,
                    stage.file(
                            "second.csv",
                            PeopleCsv.platformRows(100) + "ada@example.org,acme\ngrace@example.org,acme\n"));

            assertThat(result.counts()).isEqualTo(Map.of("ALREADY_INVITED", 100L, "INVITED", 2L));
            assertThat(stage.posts()).hasSize(102);
            assertThat(throttled).hasValue(2);
        }
    }

    @Test
    void each_platform_and_each_target_has_a_pace_of_its_own() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SEND_RATE, "0.002");
            Path file = stage.file(
                    "people.csv",
                    """
                    email,platform_key,program_key
                    ada@example.org,north,
                    ada@example.org,south,
                    ada@example.org,north,north+logic
                    """);

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            List<RecordedRequest> posts = stage.posts();
            // One pace for all would put more than eight minutes between any two of them.
            assertThat(Duration.between(posts.get(0).from(), posts.get(2).from()))
                    .isLessThan(Duration.ofMinutes(8));
        }
    }

    @Test
    void each_of_two_platforms_keeps_to_its_rate() throws IOException {
        try (SandboxStage stage = paced(8)) {
            String rows = Stream.iterate(1, n -> n + 1)
                    .limit(20)
                    .map(n -> "person" + n + "@example.org,acme\nperson" + n + "@example.org,north\n")
                    .collect(Collectors.joining());

            SandboxStage.Result result = stage.sent(stage.file("people.csv", "email,platform_key\n" + rows));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 40L));
            assertKeeps(2 * 8, stage.posts(), 40);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "1000, 5"})
    void without_a_rate_no_call_is_counted(String rate, int counted) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SEND_RATE, rate);
            AtomicInteger throttled = new AtomicInteger();

            SandboxStage.Result result = counted(stage, throttled, stage.file("people.csv", PeopleCsv.platformRows(5)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 5L));
            assertThat(throttled).hasValue(counted);
        }
    }

    /** Sends the file, and counts the calls that go through the throttle. */
    private static SandboxStage.Result counted(SandboxStage stage, AtomicInteger throttled, Path file)
            throws IOException {
        InterceptStrategy count = (context, definition, target, next) -> new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                if ("keep-to-rate".equals(definition.getId())) {
                    throttled.incrementAndGet();
                }
                return super.process(exchange, callback);
            }
        };
        try (InvitationRuntime runtime = InvitationRuntime.start(
                stage.settings(), InvitationRuntime.Mode.ONCE, context -> context.getCamelContextExtension()
                        .addInterceptStrategy(count))) {
            return SandboxStage.send(runtime, file);
        }
    }

    /** With one caller, so that it is known how many calls can be on their way. */
    private SandboxStage paced(double rate) {
        SandboxStage stage = SandboxStage.open(folder);
        stage.set(Property.SEND_CONCURRENCY, "1");
        stage.set(Property.SEND_RATE, String.valueOf(rate));
        return stage;
    }

    /** In no stretch of time, from any call to any later one, there are more than the rate allows. */
    private static void assertKeeps(double rate, List<RecordedRequest> posts, int calls) {
        List<Instant> times = posts.stream().map(RecordedRequest::from).sorted().toList();
        assertThat(times).hasSize(calls);
        double burst = 1 + rate * 0.05 + ON_THEIR_WAY;
        for (int from = 0; from < times.size(); from++) {
            for (int to = from; to < times.size(); to++) {
                double seconds =
                        Duration.between(times.get(from), times.get(to)).toNanos() / 1e9;
                assertThat((double) (to - from + 1))
                        .as("calls in %.3f s", seconds)
                        .isLessThanOrEqualTo(rate * seconds + burst);
            }
        }
    }
}

package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast it goes where the API asks to slow down, or fails every now and then; and that it comes to an end. */
@Timeout(120)
class PaceJourneyTest {
    @TempDir
    Path folder;

    /** A busy machine makes anybody slow for a while: it is the pace that was kept once which counts. */
    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void people_and_questions_keep_to_what_the_api_lets_through(int firstLost) throws IOException {
        List<Pace> seen = new ArrayList<>();
        while (seen.size() < 3 && seen.stream().noneMatch(Pace::isKept)) {
            seen.add(pace(folder.resolve("try" + seen.size()), firstLost));
        }
        assertThat(seen).anyMatch(Pace::isKept);
    }

    /** How many requests an API of five a second got, how many of them it refused, and in which time. */
    private record Pace(long requests, long refused, double seconds) {
        boolean isKept() {
            double ideal = (requests - refused) / 5.0;
            return refused <= requests / 10 && seconds < 1.5 * ideal;
        }
    }

    private static Pace pace(Path folder, int firstLost) throws IOException {
        try (SandboxStage stage = usual(folder)) {
            stage.sandbox().limitRate(5);
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .from(firstLost)
                            .every(2)
                            .times(8)
                            .with(FaultEffect.Status.of(500)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(16)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 16L));
            assertThat(stage.invited().values()).hasSize(16).containsOnly(1L);
            List<RecordedRequest> requests = stage.sandbox().requests();
            return new Pace(
                    requests.size(),
                    requests.stream().filter(request -> request.status() == 429).count(),
                    seconds(requests));
        }
    }

    @Test
    void after_a_pause_not_everybody_goes_at_once() throws IOException {
        try (SandboxStage stage = usual()) {
            stage.sandbox()
                    .order(Fault.at().from(9).with(FaultEffect.Status.of(429).withHeader("Retry-After", "1")));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(30)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 30L));
            List<RecordedRequest> requests = stage.sandbox().requests();
            Instant refused = requests.stream()
                    .filter(request -> request.status() == 429)
                    .map(RecordedRequest::to)
                    .findFirst()
                    .orElseThrow();
            Instant again = requests.stream()
                    .map(RecordedRequest::from)
                    .filter(from -> from.isAfter(refused.plusMillis(500)))
                    .findFirst()
                    .orElseThrow();
            assertThat(requests)
                    .filteredOn(request ->
                            !request.from().isBefore(again) && request.from().isBefore(again.plusMillis(200)))
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void where_each_first_call_is_lost_and_lists_answer_everybody_goes_once() throws IOException {
        try (SandboxStage stage = usual()) {
            List<String> people = IntStream.rangeClosed(1, 40)
                    .mapToObj(n -> "person" + n + "@")
                    .toList();
            people.forEach(person -> stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("^" + person)
                            .with(new FaultEffect.Dropped())));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(40)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 40L));
            assertThat(stage.invited().values()).hasSize(40).containsOnly(1L);
            assertThat(seconds(stage.sandbox().requests())).isLessThan(60);
        }
    }

    @Test
    void where_every_second_answer_is_lost_it_comes_to_an_end() throws IOException {
        try (SandboxStage stage = usual()) {
            stage.set(Property.PAUSE_FIRST, "20ms");
            stage.sandbox().order(Fault.at().every(2).always().with(new FaultEffect.Dropped()));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(6)));

            assertThat(result.rows()).as("%s", result.counts()).allSatisfy(row -> assertThat(row.status())
                    .isIn(RowStatus.INVITED, RowStatus.UNPROCESSED));
            assertThat(stage.invited().values()).containsOnly(1L);
        }
    }

    @Test
    void where_answers_come_and_no_row_gets_further_send_gives_up() throws IOException {
        try (SandboxStage stage = usual()) {
            stage.set(Property.GIVE_UP_AFTER, "3s");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2")
                            .with(FaultEffect.Status.of(500)));
            // The question for the marker is answered, the one for the person is not.
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_LIST)
                            .forEmail("person2")
                            .always()
                            .with(FaultEffect.Status.html(502)));
            Path file = stage.file("people.csv", PeopleCsv.platformRows(3));

            assertThat(stage.send(file).exitCode()).isEqualTo(5);

            assertThat(stage.lists()).extracting(RecordedRequest::status).contains(200);
            stage.sandbox().clearFaults();
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @Test
    void an_api_that_only_ever_asks_to_wait_is_given_up() throws IOException {
        try (SandboxStage stage = usual()) {
            stage.set(Property.GIVE_UP_AFTER, "2s");
            stage.sandbox()
                    .order(Fault.at().always().with(FaultEffect.Status.of(429).withHeader("Retry-After", "1")));

            assertThat(stage.send(stage.file("people.csv", PeopleCsv.platformRows(3)))
                            .exitCode())
                    .isEqualTo(5);
        }
    }

    @Test
    void a_long_list_is_read_to_its_end_though_every_second_page_is_lost() throws IOException {
        try (SandboxStage stage = usual()) {
            stage.set(Property.PAUSE_FIRST, "20ms");
            // The calls that are lost say nothing of the lists: their pauses need not be those of a real run.
            stage.set(Property.PAUSE_MAX, "100ms");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .times(150)
                            .with(new FaultEffect.Dropped())
                            .afterTheWork());
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_LIST).every(2).always().with(FaultEffect.Status.html(502)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(150)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 150L));
            assertThat(stage.invited().values()).hasSize(150).containsOnly(1L);
        }
    }

    /** With the pauses of a real run. */
    private SandboxStage usual() {
        return usual(folder);
    }

    private static SandboxStage usual(Path folder) {
        SandboxStage stage = SandboxStage.open(folder);
        stage.set(Property.PAUSE_FIRST, "500ms");
        return stage;
    }

    private static double seconds(List<RecordedRequest> requests) {
        List<Instant> times =
                requests.stream().map(RecordedRequest::from).sorted().collect(Collectors.toList());
        return Duration.between(times.get(0), times.get(times.size() - 1)).toMillis() / 1000.0;
    }
}

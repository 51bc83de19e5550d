package invitations.journey;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.sandbox.Effect;
import invitations.sandbox.Endpoint;
import invitations.sandbox.Fault;
import invitations.settings.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of outcomes: whatever the API does, every row ends as it says there, and nobody is invited twice. */
class FaultJourneyTest {
    @TempDir
    Path folder;

    /** A target by the way that it is called. */
    private enum Way {
        SINGLE(Endpoint.PLATFORM_SINGLE, ""),
        BULK(Endpoint.PROGRAM_BULK, "acme+logic");

        private final Endpoint endpoint;
        private final String program;

        Way(Endpoint endpoint, String program) {
            this.endpoint = endpoint;
            this.program = program;
        }

        String file() {
            return "email,platform_key,program_key\n"
                    + Stream.of("ada", "grace", "alan")
                            .map(name -> name + "@example.org,acme," + program + "\n")
                            .reduce("", String::concat);
        }

        /** The rows that one call carries. */
        long rows() {
            return this == SINGLE ? 1 : 3;
        }
    }

    static Stream<Arguments> answers_that_say_nothing_certain() {
        Map<String, Effect> effects = Map.ofEntries(
                Map.entry("500", Effect.Status.of(500)),
                Map.entry("502, a page", Effect.Status.html(502)),
                Map.entry("503 with Retry-After", Effect.Status.of(503).withHeader("Retry-After", "1")),
                Map.entry("504", Effect.Status.html(504)),
                Map.entry("408", Effect.Status.of(408)),
                Map.entry("200, a page", Effect.Status.html(200)),
                Map.entry("200, other JSON", Effect.Status.wrongJson()),
                Map.entry("connection dropped", new Effect.Dropped()),
                Map.entry("answer cut off", new Effect.Truncated()),
                Map.entry("answer too large", new Effect.Huge(2 << 20)));
        return effects.keySet().stream().sorted().flatMap(name -> Stream.of(Way.values())
                .flatMap(way -> Stream.of(Fault.Moment.values())
                        .map(moment -> Arguments.of(name, way, moment, effects.get(name)))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2} the work")
    @MethodSource
    void answers_that_say_nothing_certain(String name, Way way, Fault.Moment moment, Effect effect) throws IOException {
        try (Stage stage = Stage.open(folder);
                Log log = Log.listen()) {
            Fault fault = Fault.at(way.endpoint).forEmail("grace").always().with(effect);
            stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);
            Path file = stage.file("people.csv", way.file());

            Stage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(counts("NEEDS_REVIEW", way.rows(), "INVITED", 3 - way.rows()));
            assertThat(result.rows())
                    .filteredOn(row -> row.status() == RowStatus.NEEDS_REVIEW)
                    .allSatisfy(row -> assertThat(row.code()).isEqualTo("UNCERTAIN"));
            long asked = stage.posts().size();
            assertThat(asked).isEqualTo(way == Way.SINGLE ? 3 : 1);
            assertThat(log.lines(Level.WARNING)).isEmpty();
            // Not when the file comes again either: nobody knows more than before.
            stage.sandbox().clearFaults();
            assertThat(stage.sent(file).counts()).isEqualTo(result.counts());
            assertThat(stage.posts()).hasSize((int) asked);
            assertThat(stage.invited().values()).allMatch(times -> times == 1);
            assertThat(stage.invited()).hasSize((int) (moment == Fault.Moment.AFTER ? 3 : 3 - way.rows()));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "400, SINGLE",
        "404, SINGLE",
        "409, SINGLE",
        "422, SINGLE",
        "418, SINGLE",
        "413, SINGLE",
        "400, BULK",
        "404, BULK",
        "409, BULK",
        "422, BULK",
        "418, BULK"
    })
    void answers_that_say_no(int status, Way way) throws IOException {
        try (Stage stage = Stage.open(folder)) {
            stage.sandbox()
                    .order(Fault.at(way.endpoint).forEmail("grace").always().with(Effect.Status.of(status)));
            Path file = stage.file("people.csv", way.file());

            Stage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(counts("REFUSED", way.rows(), "INVITED", 3 - way.rows()));
            assertThat(result.rows())
                    .filteredOn(row -> row.status() == RowStatus.REFUSED)
                    .allSatisfy(row -> {
                        assertThat(row.http()).isEqualTo(status);
                        assertThat(row.message()).isEqualTo("Ordered by a test.");
                    });
            assertThat(stage.posts()).hasSize(way == Way.SINGLE ? 3 : 1);
            assertThat(stage.invited().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(3 - way.rows());
        }
    }

    @Test
    void a_batch_that_succeeds_in_part_is_not_sent_again() throws IOException {
        try (Stage stage = Stage.open(folder)) {
            Path file = stage.file(
                    "people.csv",
                    """
                    email,platform_key,program_key
                    ada@example.org,acme,acme+logic
                    refuse-me@example.org,acme,acme+logic
                    alan@example.org,acme,acme+logic
                    """);

            Stage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 3L));
            assertThat(result.summary().successes()).isEqualTo(2);
            assertThat(result.summary().errorCodes()).hasSize(1);
            assertThat(result.rows()).allSatisfy(row -> assertThat(row.message())
                    .startsWith("the API reported 2 successes for a batch of 3")
                    .contains("does not say for which rows"));
            assertThat(stage.posts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void an_answer_that_does_not_come_in_time(Way way) throws IOException {
        try (Stage stage = Stage.open(folder)) {
            stage.set(Property.REQUEST_TIMEOUT, "300ms");
            stage.sandbox().order(Fault.at(way.endpoint).forEmail("grace").delayed(Duration.ofSeconds(2)));
            Path file = stage.file("people.csv", way.file());

            Stage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(counts("NEEDS_REVIEW", way.rows(), "INVITED", 3 - way.rows()));
            assertThat(stage.posts().size()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void an_answer_that_comes_drop_by_drop_is_given_up_in_time() throws IOException {
        try (Stage stage = Stage.open(folder)) {
            stage.set(Property.REQUEST_TIMEOUT, "300ms");
            stage.sandbox().order(Fault.at().forEmail("grace").with(new Effect.Drip(100)));
            Path file = stage.file("people.csv", Way.SINGLE.file());

            long started = System.nanoTime();
            Stage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(counts("NEEDS_REVIEW", 1, "INVITED", 2));
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void an_api_of_which_nobody_knows_anything_is_not_stormed() throws IOException {
        try (Stage stage = Stage.open(folder)) {
            stage.set(Property.PAUSE_FIRST, "200ms");
            stage.sandbox().order(Fault.at().always().with(Effect.Status.of(500)));

            long started = System.nanoTime();
            Stage.Result result = stage.sent(stage.file("people.csv", Way.SINGLE.file()));

            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 3L));
            // Each failed first call is followed by a pause, from half of the first one on, doubled each time.
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(300));
        }
    }

    private static Map<String, Long> counts(String one, long ones, String other, long others) {
        return others == 0 ? Map.of(one, ones) : Map.of(one, ones, other, others);
    }
}

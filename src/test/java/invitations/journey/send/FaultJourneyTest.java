package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        Map<String, FaultEffect> effects = Map.ofEntries(
                Map.entry("500", FaultEffect.Status.of(500)),
                Map.entry("502, a page", FaultEffect.Status.html(502)),
                Map.entry("503 with Retry-After", FaultEffect.Status.of(503).withHeader("Retry-After", "1")),
                Map.entry("504", FaultEffect.Status.html(504)),
                Map.entry("408", FaultEffect.Status.of(408)),
                Map.entry("200, a page", FaultEffect.Status.html(200)),
                Map.entry("200, other JSON", FaultEffect.Status.wrongJson()),
                Map.entry("connection dropped", new FaultEffect.Dropped()),
                Map.entry("answer cut off", new FaultEffect.Truncated()),
                Map.entry("answer too large", new FaultEffect.Huge(2 << 20)));
        return effects.keySet().stream().sorted().flatMap(name -> Stream.of(Way.values())
                .flatMap(way -> Stream.of(Fault.Moment.values())
                        .map(moment -> Arguments.of(name, way, moment, effects.get(name)))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2} the work")
    @MethodSource
    void answers_that_say_nothing_certain(String name, Way way, Fault.Moment moment, FaultEffect effect)
            throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Fault fault = Fault.at(way.endpoint).forEmail("grace").with(effect);
            stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);
            Path file = stage.file("people.csv", way.file());

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            long calls = way == Way.SINGLE ? 3 : 1;
            // What was done is found; what was not done goes again, by itself.
            assertThat(stage.posts()).hasSize((int) (moment == Fault.Moment.AFTER ? calls : calls + way.rows()));
            assertThat(result.rows())
                    .filteredOn(row -> "found on asking".equals(row.message()))
                    .hasSize((int) (moment == Fault.Moment.AFTER ? way.rows() : 0))
                    .allSatisfy(row -> assertThat(row.remoteId()).isNotBlank());
            assertThat(stage.sent(file).counts()).isEqualTo(result.counts());
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_call_that_never_succeeds_is_given_up_after_six_attempts(Way way) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SETTLE_TIME, "40ms");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE, Endpoint.PROGRAM_SINGLE, Endpoint.PROGRAM_BULK)
                            .forEmail("grace")
                            .always()
                            .with(FaultEffect.Status.of(500)));
            Path file = stage.file("people.csv", way.file());

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 1L, "INVITED", 2L));
            assertThat(result.rows())
                    .filteredOn(row -> row.status() == RowStatus.UNPROCESSED)
                    .allSatisfy(row -> {
                        assertThat(row.code()).isEqualTo("ATTEMPTS_EXHAUSTED");
                        assertThat(row.attempts()).isEqualTo(6);
                    });
            assertThat(stage.posts()).hasSize(way == Way.SINGLE ? 2 + 6 : 1 + 2 + 5);
            // Dropped again when the API is well, it is sent.
            stage.sandbox().clearFaults();
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"400, SINGLE", "404, SINGLE", "409, SINGLE", "422, SINGLE", "418, SINGLE", "413, SINGLE"})
    void answers_that_say_no(int status, Way way) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(Fault.at(way.endpoint).forEmail("grace").always().with(FaultEffect.Status.of(status)));
            Path file = stage.file("people.csv", way.file());

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("REFUSED", 1L, "INVITED", 2L));
            assertThat(result.rows())
                    .filteredOn(row -> row.status() == RowStatus.REFUSED)
                    .allSatisfy(row -> {
                        assertThat(row.http()).isEqualTo(status);
                        assertThat(row.message()).isEqualTo("Ordered by a test.");
                    });
            assertThat(stage.posts()).hasSize(3);
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 418, 422})
    void a_batch_that_is_refused_as_a_whole_goes_row_by_row(int status) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at(Endpoint.PROGRAM_BULK).always().with(FaultEffect.Status.of(status)));
            stage.sandbox()
                    .order(Fault.at(Endpoint.PROGRAM_SINGLE)
                            .forEmail("grace")
                            .always()
                            .with(FaultEffect.Status.of(404)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", Way.BULK.file()));

            // The one row of which the API says no, with what it says of it.
            assertThat(result.counts()).isEqualTo(Map.of("REFUSED", 1L, "INVITED", 2L));
            assertThat(result.rows().get(1).http()).isEqualTo(404);
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            assertThat(stage.posts()).hasSize(4);
        }
    }

    @Test
    void a_refused_batch_of_several_programs_goes_program_by_program_first() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String file = "email,platform_key,program_key\n"
                    + Stream.of("ada", "grace", "alan", "edsger")
                            .map(name -> name + "@example.org,acme,acme+" + (name.startsWith("a") ? "a" : "b") + "\n")
                            .reduce("", String::concat);
            stage.sandbox().order(Fault.at(Endpoint.PROGRAM_BULK).with(FaultEffect.Status.of(400)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", file));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 4L));
            assertThat(stage.posts()).hasSize(3).allSatisfy(post -> assertThat(post.path())
                    .endsWith("/bulk/"));
            assertThat(stage.invited().values()).hasSize(4).containsOnly(1L);
        }
    }

    @ParameterizedTest
    @EnumSource(Variants.ErrorCodes.class)
    void a_batch_that_succeeds_in_part_is_settled_row_by_row(Variants.ErrorCodes style) throws IOException {
        SandboxSettings settings = SandboxSettings.withKey(SandboxStage.KEY)
                .withVariants(Variants.standard().withErrorCodes(style));
        try (SandboxStage stage = SandboxStage.open(folder, settings)) {
            Path file = stage.file(
                    "people.csv",
                    """
                    email,platform_key,program_key
                    ada@example.org,acme,acme+logic
                    refuse-me@example.org,acme,acme+logic
                    alan@example.org,acme,acme+logic
                    """);

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L, "REFUSED", 1L));
            assertThat(result.rows().get(1).code()).isEqualTo("REFUSED_BY_API");
            assertThat(result.words().successes()).isEqualTo(2);
            assertThat(stage.posts())
                    .extracting(post -> post.path().replaceAll(".*invitations", ""))
                    .containsExactly("/program/bulk/", "/program/");
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void an_answer_that_does_not_come_in_time(Way way) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.REQUEST_TIMEOUT, "300ms");
            stage.sandbox().order(Fault.at(way.endpoint).forEmail("grace").delayed(Duration.ofSeconds(1)));
            Path file = stage.file("people.csv", way.file());

            stage.set(Property.SETTLE_TIME, "3s");

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            assertThat(stage.posts()).hasSize(way == Way.SINGLE ? 3 : 1);
        }
    }

    @Test
    void an_answer_that_comes_drop_by_drop_is_given_up_in_time() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.REQUEST_TIMEOUT, "300ms");
            stage.sandbox()
                    .order(Fault.at()
                            .forEmail("grace")
                            .with(new FaultEffect.Drip(100))
                            .afterTheWork());
            Path file = stage.file("people.csv", Way.SINGLE.file());

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            // Who reads an answer to its end has no need to ask.
            assertThat(result.rows().get(1).message()).isEqualTo("found on asking");
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @Test
    void an_api_of_which_nobody_knows_anything_is_not_stormed() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.PAUSE_FIRST, "200ms");
            stage.sandbox().order(Fault.at().times(3).with(FaultEffect.Status.of(500)));

            long started = System.nanoTime();
            SandboxStage.Result result = stage.sent(stage.file("people.csv", Way.SINGLE.file()));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            // Each failed first call is followed by a pause, from half of the first one on, doubled each time.
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(300));
        }
    }
}

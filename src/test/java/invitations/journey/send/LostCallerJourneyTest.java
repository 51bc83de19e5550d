package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller that ends without an outcome, by an integrator's step: its rows are in doubt, and nothing waits for it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostCallerJourneyTest {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path folder;

    /** A bean that an integrator's route names. */
    public static final class Faulty {
        private Faulty() {}

        public static void exception() {
            if (CALLS.incrementAndGet() == 2) {
                throw new IllegalStateException("by an integrator's step");
            }
        }

        public static void error() {
            if (CALLS.incrementAndGet() == 2) {
                throw new AssertionError("by an integrator's step");
            }
        }

        public static void overflow() {
            if (CALLS.incrementAndGet() == 2) {
                CALLS.addAndGet((int) deeper(0));
            }
        }

        /** {@return whether the exchange is to be stopped} */
        public static boolean isSecond() {
            return CALLS.incrementAndGet() == 2;
        }

        private static long deeper(long depth) {
            return depth < Long.MAX_VALUE ? depth + deeper(depth + 1) : depth;
        }
    }

    static List<String> a_call_without_an_outcome_is_in_doubt_and_nothing_waits_for_it() {
        return List.of(
                step("exception"),
                step("error"),
                step("overflow"),
                """
                        - choice:
                            id: faulty
                            when:
                              - id: faulty-when
                                expression:
                                  simple:
                                    expression: ${bean:type:invitations.journey.send.LostCallerJourneyTest$Faulty?method=isSecond}
                                steps:
                                  - stop:
                                      id: faulty-stop
                """,
                """
                        - choice:
                            id: faulty
                            when:
                              - id: faulty-when
                                expression:
                                  simple:
                                    expression: ${bean:type:invitations.journey.send.LostCallerJourneyTest$Faulty?method=isSecond}
                                steps:
                                  - setBody:
                                      id: faulty-body
                                      expression:
                                        constant:
                                          expression: something else
                """);
    }

    @ParameterizedTest
    @MethodSource
    void a_call_without_an_outcome_is_in_doubt_and_nothing_waits_for_it(String step) throws IOException {
        CALLS.set(0);
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ROUTES, routes("invite-to-platform", step).toString());

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(6)));

            // The call had been made: the API is asked, and shows it.
            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 6L));
            assertThat(result.rows())
                    .filteredOn(row -> "found on asking".equals(row.message()))
                    .hasSize(1);
            assertThat(stage.invited().values()).hasSize(6).containsOnly(1L);
        }
    }

    static List<String> a_question_without_an_answer_is_asked_again() {
        return a_call_without_an_outcome_is_in_doubt_and_nothing_waits_for_it();
    }

    @ParameterizedTest
    @MethodSource
    void a_question_without_an_answer_is_asked_again(String step) throws IOException {
        CALLS.set(1);
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ROUTES, routes("ask-iblai", step).toString());
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2")
                            .with(FaultEffect.Status.of(500)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PeopleCsv.platformRows(3)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    private static String step(String method) {
        return """
                        - setProperty:
                            id: faulty
                            name: faulty
                            expression:
                              simple:
                                expression: ${bean:type:invitations.journey.send.LostCallerJourneyTest$Faulty?method=%s}
                """
                .formatted(method);
    }

    /** The routes, one of them with another step at its end. */
    private Path routes(String changed, String step) throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                String more = file.getFileName().toString().equals(changed + ".camel.yaml") ? step : "";
                Files.writeString(routes.resolve(file.getFileName().toString()), Files.readString(file) + more);
            }
        }
        return routes;
    }
}

package invitations.ledger.status;

import static invitations.invitation.RowStatus.DUPLICATE;
import static invitations.invitation.RowStatus.INVALID;
import static invitations.invitation.RowStatus.INVITED;
import static invitations.invitation.RowStatus.NEEDS_REVIEW;
import static invitations.invitation.RowStatus.PLANNED;
import static invitations.invitation.RowStatus.REFUSED;
import static invitations.invitation.RowStatus.RETRYABLE;
import static invitations.invitation.RowStatus.SKIPPED;
import static invitations.invitation.RowStatus.UNCERTAIN;
import static invitations.invitation.RowStatus.UNCHECKED;
import static invitations.invitation.RowStatus.UNPROCESSED;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.FileRefusedException;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.operate.Decisions;
import invitations.ledger.plan.PlanWriter;
import invitations.ledger.send.SettlementWriter;
import invitations.ledger.store.RowId;
import invitations.testing.LedgerFixture;
import invitations.testing.RowWalk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks all transitions of the table: each is reached, from every status that it begins at, by what the ledger does. */
class RowTransitionTest {
    @TempDir
    static Path home;

    private static LedgerFixture test;
    private static int walks;

    @BeforeAll
    static void open() {
        test = new LedgerFixture(home);
    }

    @AfterAll
    static void close() {
        test.close();
    }

    /** Brings a row to a status. */
    @FunctionalInterface
    private interface Beginning {
        void at(RowWalk walk, @Nullable RowStatus from);
    }

    /** How a transition is brought about: what comes before, and what makes it. */
    private record Way(Beginning beginning, Consumer<RowWalk> act) {}

    private static final Map<RowTransition, Way> WAYS = ways();

    private static Map<RowTransition, Way> ways() {
        Map<RowTransition, Way> ways = new EnumMap<>(RowTransition.class);
        planning(ways);
        comingAgain(ways);
        lookups(ways);
        pools(ways);
        sending(ways);
        settling(ways);
        stopping(ways);
        repeating(ways);
        deciding(ways);
        return ways;
    }

    private static void put(Map<RowTransition, Way> ways, RowTransition transition, Consumer<RowWalk> act) {
        ways.put(transition, new Way((walk, from) -> walk.at(Objects.requireNonNull(from)), act));
    }

    private static void planning(Map<RowTransition, Way> ways) {
        Beginning nothing = (walk, from) -> {};
        ways.put(RowTransition.READ, new Way(nothing, walk -> walk.append(walk.person(1))));
        ways.put(RowTransition.READ_INVALID, new Way(nothing, walk -> walk.append(RowWalk.wrong(1))));
        ways.put(RowTransition.READ_SKIPPED, new Way(nothing, walk -> walk.append(walk.left(1))));
        planned(
                ways,
                RowTransition.OTHER_CASE,
                walk -> List.of(
                        LedgerFixture.inProgram(1, "w" + walk.number + "a@example.org", "key" + walk.number),
                        LedgerFixture.inProgram(2, "w" + walk.number + "b@example.org", "KEY" + walk.number)));
        planned(
                ways,
                RowTransition.CONFLICTING_DUPLICATE,
                walk -> List.of(
                        walk.samePerson(1, Map.of("first_name", "Ann")),
                        walk.samePerson(2, Map.of("first_name", "Bea"))));
        ways.put(
                RowTransition.REPEATED,
                planned(walk -> List.of(walk.samePerson(1, Map.of()), walk.samePerson(2, Map.of())), 2));
        planned(
                ways,
                RowTransition.INVITED_BEFORE,
                walk -> List.of(walk.another(INVITED).samePerson(1, Map.of())));
        ways.put(RowTransition.MADE_BEFORE, madeBefore(INVITED));
        ways.put(RowTransition.MAYBE_MADE_BEFORE, madeBefore(UNCERTAIN));
    }

    private static Way madeBefore(RowStatus end) {
        return planned(
                walk -> {
                    walk.plan(walk.blank()).free(1).ask().outcome(end);
                    walk.goOnWith(walk.readOtherwise());
                    return List.of(walk.blank());
                },
                1);
    }

    private static void planned(
            Map<RowTransition, Way> ways, RowTransition transition, Function<RowWalk, List<PlannedRow>> rows) {
        ways.put(transition, planned(rows, 1));
    }

    /** Rows are read, and then the plan is ended. */
    private static Way planned(Function<RowWalk, List<PlannedRow>> rows, long watched) {
        PlanWriter[] plan = new PlanWriter[1];
        return new Way(
                (walk, from) -> {
                    plan[0] = walk.append(rows.apply(walk).toArray(PlannedRow[]::new));
                    walk.watch(watched);
                },
                walk -> walk.finish(plan[0]));
    }

    private static void comingAgain(Map<RowTransition, Way> ways) {
        Beginning again = (walk, from) -> {
            PlannedRow row = from == SKIPPED ? walk.left(1) : walk.person(1);
            walk.plan(row, walk.person(2)).stop().comeAgain();
            if (from == PLANNED) {
                // A plan that never comes to its end.
                walk.append(walk.person(1), walk.person(2));
            }
        };
        ways.put(RowTransition.READ_AGAIN, new Way(again, walk -> walk.append(walk.person(1), walk.person(2))));
        ways.put(RowTransition.READ_AGAIN_INVALID, new Way(again, walk -> walk.append(RowWalk.wrong(1))));
        ways.put(RowTransition.READ_AGAIN_SKIPPED, new Way(again, walk -> walk.append(walk.left(1))));
        put(ways, RowTransition.SUPERSEDED, walk -> new RowWalk(test, walk.number)
                .goOnWith(walk.readOtherwise())
                .plan(walk.person(1)));
        put(ways, RowTransition.FILE_REFUSED, walk -> walk.ledger()
                .drops()
                .refuse(walk.drop(), new FileRefusedException(ReasonCode.EMPTY_FILE, 1, "empty")));
        ways.put(
                RowTransition.FILE_CHANGED,
                new Way(
                        (walk, from) -> {
                            if (from == UNCHECKED) {
                                walk.asking();
                            }
                            walk.plan(walk.person(1), walk.person(2)).free(2).ask(2);
                            if (from == RETRYABLE) {
                                walk.ask(1).outcome(RETRYABLE);
                            }
                        },
                        walk -> walk.ledger().drops().withdraw(walk.drop())));
    }

    private static void lookups(Map<RowTransition, Way> ways) {
        ways.put(
                RowTransition.FIRST_STEP_DUE,
                new Way(
                        (walk, from) -> {
                            walk.watchFirstStep();
                            if (from == SKIPPED) {
                                walk.append(walk.withFirstStep());
                            } else {
                                walk.plan(walk.withFirstStep()).review();
                                walk.ledger().intents().giveWay(walk.drop());
                                walk.replay("NOT_ON_PLATFORM");
                            }
                        },
                        walk -> {
                            if (walk.seen().get(0) == SKIPPED) {
                                walk.plan(walk.withFirstStep());
                            } else {
                                walk.ledger().drops().release(walk.drop(), "--yes");
                            }
                        }));
        ways.put(
                RowTransition.LOOKUP_DUE,
                new Way(
                        (walk, from) -> {
                            walk.asking().plan(walk.person(1)).free(1);
                            if (from == RETRYABLE) {
                                walk.ask().outcome(RETRYABLE);
                            }
                        },
                        walk -> walk.ledger()
                                .intents()
                                .ask("call", walk.open(), Duration.ofMillis(-1))
                                .join()));
        put(ways, RowTransition.LOOKED_UP, walk -> walk.free(1));
        put(ways, RowTransition.NOT_ON_PLATFORM, walk -> walk.ledger()
                .settlements()
                .notThere(walk.row()));
        put(ways, RowTransition.LOOKUP_FAILED, RowWalk::review);
    }

    private static void pools(Map<RowTransition, Way> ways) {
        Beginning pool = (walk, from) -> {
            walk.plan(walk.redeem(1), walk.redeem(2)).free(1).free(2);
            if (from == RETRYABLE) {
                walk.ask().outcome(RETRYABLE);
            }
        };
        ways.put(RowTransition.POOL_HELD, new Way(pool, walk -> walk.poolEmpty(2)));
        ways.put(
                RowTransition.POOL_EMPTY,
                new Way(
                        (walk, from) -> walk.plan(walk.redeem(1)).free(1).ask(),
                        walk -> walk.outcome(RowWalk.POOL_EMPTY)));
        ways.put(
                RowTransition.POOL_HAS_LEFT,
                new Way(
                        (walk, from) -> {
                            walk.plan(walk.redeem(1));
                            walk.ledger().pools().await(walk.row());
                        },
                        walk -> walk.ledger().pools().left(walk.drop(), walk.rowsPool(), 3)));
        Beginning empty = (walk, from) -> walk.plan(walk.redeem(1)).free(1).poolEmpty(1);
        ways.put(
                RowTransition.POOL_EXHAUSTED,
                new Way(empty, walk -> walk.ledger().pools().left(walk.drop(), walk.rowsPool(), 0)));
        ways.put(
                RowTransition.POOL_REFUSED,
                new Way(empty, walk -> walk.ledger().pools().left(walk.drop(), walk.rowsPool(), 1)));
    }

    private static void sending(Map<RowTransition, Way> ways) {
        put(ways, RowTransition.INTENDED, RowWalk::ask);
        ways.put(RowTransition.OWNER_INVITED, owner(INVITED));
        ways.put(RowTransition.OWNER_UNSURE, owner(NEEDS_REVIEW));
        ways.put(
                RowTransition.FIRST_STEP_FAILED,
                new Way(
                        (walk, from) -> {
                            if (from == UNCHECKED) {
                                walk.asking();
                            }
                            walk.plan(walk.withFirstStep());
                            if (from == RETRYABLE) {
                                walk.ask().outcome(RETRYABLE);
                            }
                            walk.ledger().settlements().leaveToReview(RowId.firstStep(walk.row()), "cannot be asked");
                        },
                        walk -> walk.ledger().intents().giveWay(walk.drop())));
        put(ways, RowTransition.ACCEPTED, walk -> walk.outcome(INVITED));
        put(ways, RowTransition.REFUSED_BY_API, walk -> walk.outcome(REFUSED));
        put(ways, RowTransition.NOT_SENT, walk -> walk.outcome(RETRYABLE));
        put(ways, RowTransition.ALREADY_THERE, walk -> walk.outcome(RowStatus.ALREADY_INVITED));
        put(ways, RowTransition.UNSURE, walk -> walk.outcome(NEEDS_REVIEW));
        put(ways, RowTransition.NOT_DONE, walk -> walk.outcome(UNPROCESSED));
        put(ways, RowTransition.NO_OUTCOME, walk -> walk.outcome(UNCERTAIN));
        put(ways, RowTransition.INTERRUPTED, walk -> test.reopen());
    }

    private static Way owner(RowStatus end) {
        return new Way((walk, from) -> walk.at(Objects.requireNonNull(from)).another(end), RowWalk::ask);
    }

    private static void settling(Map<RowTransition, Way> ways) {
        put(ways, RowTransition.FOUND, walk -> walk.ledger().settlements().found(walk.row(), "remote-1"));
        put(ways, RowTransition.FOUND_ANOTHER, RowWalk::foundAnother);
        put(
                ways,
                RowTransition.CANNOT_TELL,
                walk -> walk.ledger().settlements().absences().cannotTell(walk.row(), "look there"));
        put(ways, RowTransition.ABSENT, RowWalk::absentTwice);
        ways.put(
                RowTransition.ABSENT_REFUSED,
                new Way(
                        (walk, from) -> walk.at(RowStatus.INTENT)
                                .outcome(Outcome.of(UNCERTAIN, ReasonCode.REFUSED_BY_API, "no such platform")),
                        RowWalk::absentTwice));
        ways.put(
                RowTransition.ABSENT_TOO_OFTEN,
                new Way(
                        (walk, from) -> {
                            walk.at(UNCERTAIN);
                            for (int attempt = 1; attempt < SettlementWriter.MOST_ATTEMPTS; attempt++) {
                                walk.absentTwice().ask().outcome(UNCERTAIN);
                            }
                        },
                        RowWalk::absentTwice));
        ways.put(
                RowTransition.SENT_ALONE,
                new Way(
                        (walk, from) -> {
                            walk.at(UNCERTAIN);
                            walk.ledger().settlements().absences().unproved(walk.row(), "place-" + walk.number);
                        },
                        walk -> walk.ledger().settlements().absences().sendAlone(walk.row(), "place-" + walk.number)));
    }

    private static void stopping(Map<RowTransition, Way> ways) {
        put(ways, RowTransition.LEFT_OUT, walk -> walk.ledger()
                .outcomes()
                .leaveOut(List.of(walk.row()), ReasonCode.ALREADY_INVITED, "a member"));
        put(ways, RowTransition.STOPPED, RowWalk::stop);
        put(ways, RowTransition.BEYOND_LIMIT, walk -> walk.ledger().outcomes().leaveBeyond(walk.drop(), 0));
    }

    private static void repeating(Map<RowTransition, Way> ways) {
        ways.put(
                RowTransition.TURN,
                new Way(
                        (walk, from) -> walk.plan(
                                        LedgerFixture.row(1, "W" + walk.number + "r1@example.org"),
                                        walk.samePerson(2, Map.of()))
                                .ask()
                                .outcome(REFUSED)
                                .watch(2),
                        walk -> walk.ledger().drops().duplicateTurns().give(walk.drop())));
        repeating(ways, RowTransition.SAME_INVITED, walk -> walk.ask(1).watch(1).outcome(INVITED));
        repeating(
                ways,
                RowTransition.SAME_UNSURE,
                walk -> walk.ask(1).watch(1).outcome(UNCERTAIN).review());
        repeating(ways, RowTransition.SAME_REFUSED, walk -> walk.ask(1).watch(1).outcome(REFUSED));
        repeating(ways, RowTransition.SAME_UNPROCESSED, RowWalk::stop);
        repeating(ways, RowTransition.SAME_SKIPPED, walk -> walk.ledger()
                .outcomes()
                .leaveOut(List.of(walk.id(1)), ReasonCode.ALREADY_INVITED, "a member"));
    }

    private static void repeating(
            Map<RowTransition, Way> ways, RowTransition transition, Consumer<RowWalk> endOfFirst) {
        ways.put(
                transition,
                new Way(
                        (walk, from) -> {
                            walk.at(DUPLICATE);
                            if (from == INVALID) {
                                walk.ask(1)
                                        .watch(1)
                                        .outcome(REFUSED)
                                        .end()
                                        .replay(null)
                                        .watch(2);
                            }
                        },
                        walk -> {
                            endOfFirst.accept(walk);
                            walk.end().watch(2);
                        }));
    }

    private static void deciding(Map<RowTransition, Way> ways) {
        put(ways, RowTransition.DECIDED_INVITED, walk -> walk.decide(Decisions.Verdict.INVITED));
        ways.put(
                RowTransition.DECIDED_ALREADY_INVITED,
                new Way(
                        (walk, from) -> walk.at(PLANNED).another(NEEDS_REVIEW).ask(),
                        walk -> walk.decide(Decisions.Verdict.INVITED)));
        put(ways, RowTransition.DECIDED_SEND, walk -> walk.decide(Decisions.Verdict.SEND_AGAIN));
        ways.put(
                RowTransition.DECIDED_LOOK_UP,
                new Way(
                        (walk, from) -> walk.asking()
                                .plan(walk.person(1))
                                .free(1)
                                .ask()
                                .outcome(UNCERTAIN)
                                .review(),
                        walk -> walk.decide(Decisions.Verdict.SEND_AGAIN)));
        ways.put(
                RowTransition.DECIDED_ERASED,
                new Way(
                        (walk, from) -> {
                            walk.at(NEEDS_REVIEW).end();
                            walk.ledger().drops().reported(walk.drop());
                            assertThat(walk.ledger().erasure().purge(walk.drop()))
                                    .isTrue();
                        },
                        walk -> walk.decide(Decisions.Verdict.SEND_AGAIN)));
        put(ways, RowTransition.REPLAYED, walk -> walk.replay(null));
        ways.put(
                RowTransition.REPLAYED_LOOK_UP,
                new Way(
                        (walk, from) -> {
                            walk.asking().plan(walk.person(1)).free(1);
                            if (from == REFUSED) {
                                walk.ask().outcome(REFUSED);
                            } else {
                                walk.stop();
                            }
                        },
                        walk -> walk.replay(null)));
    }

    /** A transition, from one of the statuses that it begins at; null for a row that is new. */
    private record Step(RowTransition transition, @Nullable RowStatus from) {}

    static Stream<Step> steps() {
        return Stream.of(RowTransition.values())
                .flatMap(transition -> transition.from().isEmpty()
                        ? Stream.of(new Step(transition, null))
                        : transition.from().stream().map(from -> new Step(transition, from)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_transition_is_reached_by_what_the_ledger_does(Step step) {
        RowWalk walk = new RowWalk(test, ++walks);
        Way way = Objects.requireNonNull(WAYS.get(step.transition()));

        way.beginning().at(walk, step.from());
        walk.look();
        way.act().accept(walk);
        walk.look();

        RowStatus to = step.transition().to();
        assertThat(walk.seen()).isEqualTo(step.from() == null ? List.of(to) : List.of(step.from(), to));
        if (step.transition() != RowTransition.NOT_DONE) {
            assertThat(test.ledger().verification().of(Set.of(walk.drop().id())).findings())
                    .isEmpty();
        }
    }

    @Test
    void there_is_a_way_for_each() {
        assertThat(WAYS).containsOnlyKeys(RowTransition.values());
    }
}

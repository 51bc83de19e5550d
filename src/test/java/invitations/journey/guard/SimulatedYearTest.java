package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.intake.inbox.WorkFile;
import invitations.invitation.DropState;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Approval;
import invitations.ledger.operate.ApprovalRule;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of nightly full rosters, in accelerated time: nobody is invited twice, nobody is missed for longer than a night after a
 * fault ends, and each anomaly is held on the night it comes. By default some weeks of it; {@code -Dinvitations.year.days=365} for
 * all.
 */
class SimulatedYearTest {
    private static final int DAYS = Integer.getInteger("invitations.year.days", 26);
    private static final long SEED = Long.getLong("invitations.year.seed", 20_261_201);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 7);
    private static final int MOST_FALSE_ALARMS = 2;
    private static final ApprovalRule RULE = new ApprovalRule(1, Duration.ofDays(30));

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final School school = new School(random, 400);
    private final Map<String, Integer> nightsMissed = new HashMap<>();
    private final Map<String, String> heldFor = new HashMap<>();
    private final List<String> falseAlarms = new ArrayList<>();
    private final Set<String> toApprove = new HashSet<>();
    private int approveOn = Integer.MAX_VALUE;

    /** What comes on a night. */
    private enum Night {
        ORDINARY,
        TRUNCATED,
        DOUBLED,
        OTHER_DEPARTMENT,
        RENAMED_COLUMNS,
        NO_FILE,
        HOLIDAY,
        OUTAGE,
        INTAKE
    }

    @Test
    void nobody_is_invited_twice_and_each_anomaly_is_held_on_its_night() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed(
                    "school",
                    "platform-key=acme\nmode=roster\ntime-zone=" + ZONE + "\nguard.usual=on\napproval.expires=30d\n");
            stage.set(Property.GIVE_UP_AFTER, "1ms");
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = FIRST.plusDays(day);
                if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                    live(stage, day, date, night(day));
                }
            }
            assertThat(stage.invited().values()).allMatch(mails -> mails == 1);
            assertThat(falseAlarms).hasSizeLessThanOrEqualTo(MOST_FALSE_ALARMS);
            stage.verify();
        }
    }

    /** Each anomaly on a day of its own, within the first weeks, and again each quarter. */
    private static Night night(int day) {
        return switch (day % 91) {
            case 3 -> Night.TRUNCATED;
            case 8 -> Night.DOUBLED;
            case 10 -> Night.NO_FILE;
            case 14 -> Night.OTHER_DEPARTMENT;
            case 16 -> Night.OUTAGE;
            case 18 -> Night.RENAMED_COLUMNS;
            case 21 -> Night.INTAKE;
            case 35, 36, 37, 38, 39 -> Night.HOLIDAY;
            default -> Night.ORDINARY;
        };
    }

    private void live(SandboxStage stage, int day, LocalDate date, Night night) throws IOException {
        if (night == Night.INTAKE) {
            school.join(330);
            approveOn = day + 4;
        } else if (night != Night.HOLIDAY) {
            school.liveOneDay();
        }
        if (night == Night.OUTAGE) {
            stage.sandbox().order(Fault.at().always().with(FaultEffect.Status.of(503)));
        }
        Clock clock = Clock.fixed(date.atTime(LocalTime.of(2, 30)).atZone(ZONE).toInstant(), ZONE);
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE, clock)) {
            runtime.sending().openDrops().forEach(runtime::send);
            if (day >= approveOn) {
                approveOn = Integer.MAX_VALUE;
                for (Drop held : List.copyOf(runtime.ledger().drops().in(DropState.HELD))) {
                    if (toApprove.contains(held.id())) {
                        approve(runtime, held);
                    }
                }
            }
            if (night != Night.NO_FILE) {
                check(stage, night, dropped(runtime, stage, date, night));
            }
        }
        stage.sandbox().clearFaults();
        look(stage, night);
    }

    private Drop dropped(InvitationRuntime runtime, SandboxStage stage, LocalDate date, Night night)
            throws IOException {
        String export =
                switch (night) {
                    case TRUNCATED -> school.truncated();
                    case DOUBLED -> school.doubled();
                    case OTHER_DEPARTMENT -> school.other();
                    case RENAMED_COLUMNS -> school.renamed();
                    default -> school.export();
                };
        Path file = stage.file("roster-" + date + ".csv", export);
        Drop drop =
                runtime.receive(runtime.receiving().copy(file, "school", false)).get(0);
        return drop.state() == DropState.SENDING ? runtime.send(drop) : drop;
    }

    private static void approve(InvitationRuntime runtime, Drop held) {
        Drop again = runtime.ledger()
                .holds()
                .approve(held, new Approval("Ada", "command", null), RULE)
                .drop();
        WorkFile file = Objects.requireNonNull(runtime.receiving().again(again));
        for (Drop planned : runtime.receive(file)) {
            if (planned.state() == DropState.HELD) {
                // What was sent since has changed its plan: Ada looks at it once more.
                approve(runtime, planned);
            } else {
                runtime.send(planned);
            }
        }
    }

    private void check(SandboxStage stage, Night night, Drop drop) {
        String what = drop.fileName() + " (" + night + ") is " + drop.state() + ": " + drop.message();
        switch (night) {
            case TRUNCATED, DOUBLED, OTHER_DEPARTMENT ->
                assertThat(drop.state()).as(what).isEqualTo(DropState.HELD);
            case RENAMED_COLUMNS ->
                assertThat(drop.state()).as(what).isIn(DropState.REFUSED, DropState.HELD, DropState.REPORTED);
            case OUTAGE -> assertThat(drop.state()).as(what).isIn(DropState.SENDING, DropState.REPORTED);
            default -> {
                if (drop.state() == DropState.HELD && approveOn < Integer.MAX_VALUE) {
                    toApprove.add(drop.id());
                } else if (drop.state() == DropState.HELD) {
                    falseAlarms.add(what);
                    toApprove.add(drop.id());
                } else {
                    assertThat(drop.state()).as(what).isEqualTo(DropState.REPORTED);
                }
            }
        }
        heldFor.put(drop.id(), what);
        assertThat(stage.invited().keySet())
                .noneMatch(person -> person.startsWith("old.") || person.startsWith("other."));
    }

    /** Nobody who is in the roster is without an invitation for longer than the night of a fault and the next. */
    private void look(SandboxStage stage, Night night) {
        Set<String> invited = stage.invited().keySet();
        boolean isFaultOver = night == Night.ORDINARY && approveOn == Integer.MAX_VALUE;
        for (String person : school.people()) {
            boolean isMissed = !invited.contains(person + " acme");
            nightsMissed.merge(person, isMissed && isFaultOver ? 1 : 0, (before, now) -> now == 0 ? 0 : before + now);
            assertThat(nightsMissed.get(person))
                    .as("nights for which %s was missed; held: %s", person, heldFor)
                    .isLessThanOrEqualTo(1);
        }
    }
}

package invitations.guard;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.feed.guard.ApprovalSettings;
import invitations.feed.guard.Guard;
import invitations.feed.guard.GuardSettings;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.plan.PlanFigures;
import invitations.ledger.plan.PlanFigures.RosterFigures;
import invitations.settings.Threshold;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterGuardTest {
    private static final Threshold DEFAULT = Threshold.share("20% and 50").orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "250, 49, false", // too few, though nearly a fifth
        "250, 50, true",
        "245, 49, false", // a fifth, and too few
        "251, 50, false", // enough, and less than a fifth
        "1000, 199, false",
        "1000, 200, true",
        "50, 50, true",
        "49, 49, false",
    })
    void a_roster_that_many_have_left_is_held_from_both_the_share_and_the_number_on(
            long lastPeople, long leavers, boolean isHeld) {
        List<HoldReason> reasons = review(DEFAULT).review(figures(new RosterFigures(1L, lastPeople, leavers, null)));

        assertThat(reasons.stream().map(HoldReason::guard).toList()).isEqualTo(isHeld ? List.of("leavers") : List.of());
    }

    @Test
    void the_sentence_has_the_figures_and_says_that_nobody_is_revoked() {
        assertThat(review(DEFAULT).review(figures(new RosterFigures(1L, 3_004, 1_204, null))))
                .containsExactly(new HoldReason(
                        "leavers",
                        "1,204 of 3,004 people of the last roster are not in this one; nobody's invitation would be"
                                + " revoked; the guard leavers holds from 20 % and 50"));
    }

    @Test
    void a_guard_that_is_off_holds_nothing() {
        GuardReview off = new GuardReview("staff", settings(Map.of()), "hash", 0, false, Clock.systemUTC());

        assertThat(off.review(figures(new RosterFigures(1L, 100, 100, null)))).isEmpty();
    }

    @Test
    void what_a_file_asks_for_is_held_and_what_the_operator_asks_for_is_not() {
        assertThat(review(DEFAULT).review(figures(new RosterFigures(null, 0, 0, "file"))))
                .singleElement()
                .satisfies(reason -> assertThat(reason.guard()).isEqualTo("remaster"));
        assertThat(review(DEFAULT).review(figures(new RosterFigures(null, 0, 0, "operator"))))
                .isEmpty();
    }

    private static GuardReview review(Threshold leavers) {
        return new GuardReview("staff", settings(Map.of(Guard.LEAVERS, leavers)), "hash", 0, false, Clock.systemUTC());
    }

    private static GuardSettings settings(Map<Guard, Threshold> thresholds) {
        return new GuardSettings(
                GuardSettings.Mode.ROSTER, thresholds, true, false, ApprovalSettings.DEFAULT, ZoneOffset.UTC);
    }

    private static PlanFigures figures(RosterFigures roster) {
        return new PlanFigures(10, 0, 0, 0, 0, List.of(), 0, 0, null, List.of(), roster, false);
    }
}

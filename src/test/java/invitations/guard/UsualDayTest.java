package invitations.guard;

import static invitations.guard.GuardStage.both;
import static invitations.guard.GuardStage.people;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.ledger.plan.PlanFigures;
import invitations.ledger.plan.PlanFigures.PastDrop;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a weekday usually has: the median of eight weeks, and how far the days are from it. */
class UsualDayTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);
    /** How many days the list lives; 365 for a whole year. */
    private static final int DAYS = Integer.getInteger("invitations.year.days", 64);

    @TempDir
    Path home;

    @ParameterizedTest(name = "{0} earlier days, {1} rows")
    @CsvSource({
        "4, 120, false", // a tenth of the median and 20: the least that counts
        "4, 121, true",
        "4, 80, false",
        "4, 79, true",
        "3, 999, false",
        "8, 121, true"
    })
    void a_day_is_unusual_just_beyond_its_border(int days, int rows, boolean isUnusual) throws Exception {
        try (GuardStage stage = new GuardStage(home)) {
            stage.usual();
            for (int week = days; week >= 1; week--) {
                stage.at(noon(MONDAY.minusWeeks(week))).sent(people(0, 100));
                stage.at(noon(MONDAY.minusWeeks(week).plusDays(1))).sent(people(0, 300));
            }

            assertThat(stage.at(noon(MONDAY)).holds(people(0, rows)))
                    .isEqualTo(isUnusual ? List.of("usual") : List.of());
        }
    }

    @ParameterizedTest(name = "{0} rows")
    @CsvSource({"188, false", "189, true", "12, false", "11, true"})
    void days_that_differ_make_more_usual(int rows, boolean isUnusual) {
        // The median is 100, the median of the distances 10: six times that, scaled, is 88.956.
        List<PastDrop> history = new ArrayList<>();
        long[] figures = {80, 90, 90, 100, 100, 110, 110, 120};
        for (int week = 0; week < figures.length; week++) {
            history.add(past(MONDAY.minusWeeks(week + 1L), figures[week]));
        }

        assertThat(unusual(history, rows).isPresent()).isEqualTo(isUnusual);
    }

    @Test
    void several_files_of_one_day_are_one_day() {
        List<PastDrop> history = new ArrayList<>(Collections.nCopies(8, past(MONDAY.minusWeeks(1), 100)));
        history.addAll(List.of(past(MONDAY.minusWeeks(2), 100), past(MONDAY.minusWeeks(3), 100)));

        assertThat(unusual(history, 5_000)).isEmpty();

        history.add(past(MONDAY.minusWeeks(4), 100));
        assertThat(unusual(history, 5_000)).hasValueSatisfying(sentence -> assertThat(sentence)
                .contains("the file has 5,000 rows, and this day of the week usually has 80 to 120"));
    }

    @Test
    void files_of_the_same_day_say_nothing_about_it() {
        List<PastDrop> history = new ArrayList<>(Collections.nCopies(20, past(MONDAY, 5_000)));
        for (int week = 1; week <= 4; week++) {
            history.add(past(MONDAY.minusWeeks(week), 100));
        }

        assertThat(unusual(history, 5_000)).isPresent();
    }

    /** Ordinary days: a list of about 120 people, each work day, with some joiners and leavers. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 1)
    void ordinary_days_have_two_false_alarms_a_year_at_the_most(long seed) throws Exception {
        Random random = new Random(seed);
        int alarms = 0;
        int days = 0;
        try (GuardStage stage = new GuardStage(home)) {
            stage.roster().usual();
            int first = 0;
            int next = 120;
            LocalDate begin = LocalDate.of(2026, 1, 1);
            for (LocalDate day = begin; day.isBefore(begin.plusDays(DAYS)); day = day.plusDays(1)) {
                if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                    continue;
                }
                int joiners = (int) Math.round(Math.abs(random.nextGaussian()) * 4);
                first += (int) Math.round(Math.abs(random.nextGaussian()) * 4);
                next += joiners;
                stage.at(noon(day));
                var drop = stage.plan(people(first, next));
                alarms += stage.held(drop).isEmpty() ? 0 : 1;
                days++;
                stage.sent(drop);
            }
            assertThat(days).isGreaterThan(DAYS / 2);
            assertThat(alarms).isLessThanOrEqualTo(2);
            stage.at(noon(begin.plusDays(DAYS + 3)));
            assertThat(stage.holds(both(people(first, next), people(0, 60), "example.org", 50_000)))
                    .as("60 people more")
                    .containsExactly("usual");
            assertThat(stage.holds(people(first, first + 20))).as("cut off").containsExactly("usual");
        }
    }

    private static Optional<String> unusual(List<PastDrop> history, long rows) {
        PlanFigures figures = new PlanFigures(
                rows,
                0,
                rows,
                rows,
                0,
                List.of(),
                0,
                0,
                history.get(history.size() - 1),
                history,
                new PlanFigures.RosterFigures(null, 0, 0, null),
                false);
        return new UsualDay(BERLIN, noon(MONDAY)).unusual(figures);
    }

    private static PastDrop past(LocalDate day, long rows) {
        return new PastDrop("drop", rows, rows, 0, noon(day));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).atZone(BERLIN).toInstant();
    }
}

package invitations.guard;

import invitations.ledger.plan.PlanFigures;
import invitations.ledger.plan.PlanFigures.PastDrop;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a feed usually has on a day of the week: the median of the last eight weeks, and the median of the distances from it (MAD).
 * A figure is unusual beyond six times the MAD, scaled to a standard deviation, and beyond a tenth of the median and 20: so that
 * a feed which always has the same is not held for one row more.
 */
record UsualDay(ZoneId zone, Instant now) {
    /** Fewer days say nothing. */
    private static final int LEAST_DAYS = 4;

    private static final double DEVIATIONS = 6;
    /** The standard deviation of a normal distribution is so many times its MAD. */
    private static final double OF_MAD = 1.4826;

    private static final double LEAST_SHARE = 0.1;
    private static final double LEAST_NUMBER = 20;

    /** {@return what is unusual about the plan, as a sentence without its end; empty where nothing is} */
    Optional<String> unusual(PlanFigures figures) {
        LocalDate today = date(now);
        List<PastDrop> days = figures.history().stream()
                .filter(drop -> date(drop.receivedAt()).getDayOfWeek() == today.getDayOfWeek()
                        && !date(drop.receivedAt()).equals(today))
                .toList();
        // A feed that has several files a day knows no more days therefore.
        if (days.stream().map(drop -> date(drop.receivedAt())).distinct().count() < LEAST_DAYS) {
            return Optional.empty();
        }
        List<String> unusual = new ArrayList<>();
        look(unusual, days, PastDrop::rows, figures.rows(), "rows");
        look(unusual, days, PastDrop::invitations, figures.invitations(), "new people");
        look(unusual, days, PastDrop::newDomains, figures.newDomains(), "new domains");
        return unusual.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", unusual));
    }

    private LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    private void look(
            List<String> unusual, List<PastDrop> days, ToLongFunction<PastDrop> of, long figure, String word) {
        double[] figures = days.stream().mapToDouble(of::applyAsLong).toArray();
        double median = median(figures);
        double deviation = OF_MAD
                * median(Arrays.stream(figures)
                        .map(each -> Math.abs(each - median))
                        .toArray());
        double most = Math.max(DEVIATIONS * deviation, Math.max(LEAST_SHARE * median, LEAST_NUMBER));
        if (Math.abs(figure - median) > most) {
            unusual.add("the file has " + GuardSentence.number(figure) + " " + word
                    + ", and this day of the week usually has "
                    + GuardSentence.number(Math.max(0, Math.round(median - most))) + " to "
                    + GuardSentence.number(Math.round(median + most)));
        }
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

package invitations.report;

import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.invitation.WarningCount;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.RowResults;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a drop, counted. The one place that knows the words for it: reports, the command line and its exit
 * codes all take them from here.
 *
 * @param drop the drop as the ledger has it now
 * @param byStatus how many rows stand in each status: every status, in the order of the enum; all zero for a file that
 *     was refused as a whole, unless some of it was sent before
 * @param byCode how many rows have each code; a row with several counts for each of them
 * @param byTarget how many rows each target has; rows of which the target is not known are not there
 * @param platformFirst how many people were to be on the platform first, by what became of that; empty where the feed does
 *     not ask for it
 * @param warnings what its sender may not have meant, counted, in the order of the codes
 * @param leavers how many people of the last roster of its feed are not in this one; null where it was compared with none
 * @param otherNames the other names by which its content came, the earliest first
 */
public record Summary(
        Drop drop,
        Map<RowStatus, Long> byStatus,
        Map<ReasonCode, Long> byCode,
        Map<String, Long> byTarget,
        Map<RowStatus, Long> platformFirst,
        List<WarningCount> warnings,
        @Nullable Long leavers,
        List<String> otherNames) {

    public Summary {
        otherNames = List.copyOf(otherNames);
        warnings = List.copyOf(warnings);
        byStatus = Collections.unmodifiableMap(byStatus);
        byCode = Collections.unmodifiableMap(byCode);
        byTarget = Collections.unmodifiableMap(byTarget);
        platformFirst = Collections.unmodifiableMap(platformFirst);
    }

    /** Counts what the ledger has on the drop now, whether it has ended or not. */
    public static Summary of(Ledger ledger, Drop drop) {
        Drop now = ledger.drops().now(drop);
        Map<RowStatus, Long> byStatus = new EnumMap<>(RowStatus.class);
        for (RowStatus status : RowStatus.values()) {
            byStatus.put(status, 0L);
        }
        Map<ReasonCode, Long> byCode = new EnumMap<>(ReasonCode.class);
        Map<String, Long> byTarget = new TreeMap<>();
        List<String> otherNames = ledger.drops().otherNames(now);
        if (now.state() == DropState.REFUSED && now.plannedAt() == null) {
            // Rows that were read before the file turned out to be unusable say nothing.
            return new Summary(now, byStatus, byCode, byTarget, Map.of(), List.of(), null, otherNames);
        }
        for (RowResults.Count count : ledger.results().counts(now)) {
            byStatus.merge(count.status(), count.rows(), Long::sum);
            count.codes().forEach(code -> byCode.merge(code, count.rows(), Long::sum));
            if (count.target() != null) {
                byTarget.merge(count.target(), count.rows(), Long::sum);
            }
        }
        return new Summary(
                now,
                byStatus,
                byCode,
                byTarget,
                ledger.prerequisites().counts(now),
                ledger.results().warnings(now),
                ledger.leavers().count(now),
                otherNames);
    }

    /** {@return how many rows the drop has; 0 before it is planned, and when the file was refused at once} */
    public long rows() {
        return hasRows() ? drop.rows() : 0;
    }

    /** {@return whether the ledger has rows of it: also those of a file that was refused when it came again} */
    boolean hasRows() {
        return !isRefused() || drop.plannedAt() != null;
    }

    /** {@return how many rows stand in that status} */
    public long count(RowStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** {@return how many rows have not ended} */
    public long openRows() {
        return sum(
                byStatus.keySet().stream().filter(status -> !status.isFinal()).toList());
    }

    /** {@return how many rows have ended} */
    public long endedRows() {
        return sum(byStatus.keySet().stream().filter(RowStatus::isFinal).toList());
    }

    /** {@return how many rows are dead letters: somebody must act for them} */
    public long deadLetters() {
        return sum(byStatus.keySet().stream().filter(RowStatus::isDeadLetter).toList())
                - (isDryRun() ? byCode.getOrDefault(ReasonCode.DRY_RUN, 0L) : 0);
    }

    /** {@return whether the drop was planned alone, since its feed was in a dry run} */
    public boolean isDryRun() {
        return drop.code() == ReasonCode.DRY_RUN;
    }

    public boolean hasDeadLetters() {
        return deadLetters() > 0;
    }

    /** {@return whether the file as a whole was refused} */
    public boolean isRefused() {
        return drop.state() == DropState.REFUSED;
    }

    /** {@return whether it has ended, and every row was done before, repeats another one or was left out, or there is none} */
    public boolean isNothingToDo() {
        return status() == SummaryStatus.NOTHING_TO_DO;
    }

    /** {@return how it ended, in one word} */
    public SummaryStatus status() {
        if (isRefused()) {
            return SummaryStatus.REFUSED;
        }
        if (drop.finishedAt() == null || openRows() > 0) {
            return SummaryStatus.OPEN;
        }
        if (isDryRun()) {
            return SummaryStatus.DRY_RUN;
        }
        if (hasDeadLetters()) {
            return SummaryStatus.SOME_NOT_INVITED;
        }
        return count(RowStatus.INVITED) > 0 ? SummaryStatus.DONE : SummaryStatus.NOTHING_TO_DO;
    }

    /** {@return how it ended, in plain words} Says "accepted by the API" and no more: whether an e-mail arrived is not known. */
    public String sentence() {
        return SummaryText.of(this);
    }

    private long sum(List<RowStatus> statuses) {
        return statuses.stream().mapToLong(this::count).sum();
    }
}

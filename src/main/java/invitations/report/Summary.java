package invitations.report;

import invitations.invitation.Code;
import invitations.invitation.DropState;
import invitations.invitation.RowStatus;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.Outcomes;
import invitations.ledger.Results;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

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
 * @param successes what the API reported as successes: those of bulk calls, and the rows invited by a call of their own
 * @param errorCodes what the API said about what it did not do, the most frequent first; its words name no row
 * @param errorCodesNotListed how often it said something else, for which there was no room
 */
public record Summary(
        Drop drop,
        Map<RowStatus, Long> byStatus,
        Map<Code, Long> byCode,
        Map<String, Long> byTarget,
        Map<RowStatus, Long> platformFirst,
        long successes,
        List<ErrorCount> errorCodes,
        long errorCodesNotListed) {

    public Summary {
        byStatus = Collections.unmodifiableMap(byStatus);
        byCode = Collections.unmodifiableMap(byCode);
        byTarget = Collections.unmodifiableMap(byTarget);
        platformFirst = Collections.unmodifiableMap(platformFirst);
        errorCodes = List.copyOf(errorCodes);
    }

    /** Counts what the ledger has on the drop now, whether it has ended or not. */
    public static Summary of(Ledger ledger, Drop drop) {
        Drop now = ledger.drops().now(drop);
        Map<RowStatus, Long> byStatus = new EnumMap<>(RowStatus.class);
        for (RowStatus status : RowStatus.values()) {
            byStatus.put(status, 0L);
        }
        if (now.state() == DropState.REFUSED && now.plannedAt() == null) {
            // Rows that were read before the file turned out to be unusable say nothing.
            return new Summary(now, byStatus, Map.of(), Map.of(), Map.of(), 0, List.of(), 0);
        }
        Results results = ledger.results();
        byStatus.putAll(results.counts(now));
        long successes = results.invitedOneByOne(now);
        ErrorCounts errors = new ErrorCounts();
        for (Outcomes.BulkAnswer answer : results.bulkAnswers(now)) {
            successes += answer.successes();
            answer.errorCodes().forEach(text -> errors.add(text, 1));
        }
        results.eachRefusal(now, errors::add);
        return new Summary(
                now,
                byStatus,
                codes(results.countsByCode(now)),
                results.countsByTarget(now),
                ledger.firstSteps().counts(now),
                successes,
                errors.listed(),
                errors.notListed());
    }

    private static Map<Code, Long> codes(Map<String, Long> combinations) {
        Map<Code, Long> codes = new EnumMap<>(Code.class);
        combinations.forEach((combination, count) -> {
            for (StringTokenizer names = new StringTokenizer(combination); names.hasMoreTokens(); ) {
                codes.merge(Code.valueOf(names.nextToken()), count, Long::sum);
            }
        });
        return codes;
    }

    /** How many rows the drop has; 0 before it is planned, and when the file was refused at once. */
    public long rows() {
        return hasRows() ? drop.rows() : 0;
    }

    /** Whether the ledger has rows of it: also those of a file that was refused when it came again. */
    boolean hasRows() {
        return !isRefused() || drop.plannedAt() != null;
    }

    /** How many rows stand in that status. */
    public long count(RowStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** How many rows have not ended. */
    public long openRows() {
        return sum(
                byStatus.keySet().stream().filter(status -> !status.isFinal()).toList());
    }

    /** How many rows have ended. */
    public long endedRows() {
        return sum(byStatus.keySet().stream().filter(RowStatus::isFinal).toList());
    }

    /** How many rows are dead letters: somebody must act for them. */
    public long deadLetters() {
        return sum(byStatus.keySet().stream().filter(RowStatus::isDeadLetter).toList());
    }

    public boolean hasDeadLetters() {
        return deadLetters() > 0;
    }

    /** Whether the file as a whole was refused. */
    public boolean isRefused() {
        return drop.state() == DropState.REFUSED;
    }

    /** Whether it has ended, and every row was done before, repeats another one or was left out, or there is none. */
    public boolean isNothingToDo() {
        return status() == SummaryStatus.NOTHING_TO_DO;
    }

    /** How it ended, in one word. */
    public SummaryStatus status() {
        if (isRefused()) {
            return SummaryStatus.REFUSED;
        }
        if (drop.finishedAt() == null || openRows() > 0) {
            return SummaryStatus.OPEN;
        }
        if (hasDeadLetters()) {
            return SummaryStatus.SOME_NOT_INVITED;
        }
        return count(RowStatus.INVITED) > 0 ? SummaryStatus.DONE : SummaryStatus.NOTHING_TO_DO;
    }

    /** How it ended, in plain words. Says "accepted by the API" and no more: whether an e-mail arrived is not known. */
    public String sentence() {
        return Sentence.of(this);
    }

    private long sum(List<RowStatus> statuses) {
        return statuses.stream().mapToLong(this::count).sum();
    }
}

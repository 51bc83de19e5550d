package invitations.report;

import invitations.ledger.drop.Drop;
import invitations.ledger.report.RowResults;
import invitations.ledger.send.Outcomes;
import java.util.List;

/**
 * What the API said of a drop.
 *
 * @param successes what it reported as successes: those of bulk calls, and the rows invited by a call of their own
 * @param errorCodes what it said about what it did not do, the most frequent first; its words name no row
 * @param errorCodesNotListed how often it said something else, for which there was no room
 */
public record ApiMessages(long successes, List<ErrorCount> errorCodes, long errorCodesNotListed) {
    public ApiMessages {
        errorCodes = List.copyOf(errorCodes);
    }

    /** Reads it from the ledger, as far as it has answered. */
    public static ApiMessages on(Drop drop, RowResults results) {
        long successes = results.invitedOneByOne(drop);
        ErrorCounts errors = new ErrorCounts();
        for (Outcomes.BulkAnswer answer : results.bulkAnswers(drop)) {
            successes += answer.successes();
            answer.errorCodes().forEach(text -> errors.add(text, 1));
        }
        results.eachRefusal(drop, errors::add);
        return new ApiMessages(successes, errors.listed(), errors.notListed());
    }
}

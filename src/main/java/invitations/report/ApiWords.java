package invitations.report;

import invitations.ledger.Drop;
import invitations.ledger.Outcomes;
import invitations.ledger.Results;
import java.util.List;

/**
 * What the API said of a drop.
 *
 * @param successes what it reported as successes: those of bulk calls, and the rows invited by a call of their own
 * @param errorCodes what it said about what it did not do, the most frequent first; its words name no row
 * @param errorCodesNotListed how often it said something else, for which there was no room
 */
public record ApiWords(long successes, List<ErrorCount> errorCodes, long errorCodesNotListed) {
    public ApiWords {
        errorCodes = List.copyOf(errorCodes);
    }

    /** Reads it from the ledger, as far as it has answered. */
    public static ApiWords on(Drop drop, Results results) {
        long successes = results.invitedOneByOne(drop);
        ErrorCounts errors = new ErrorCounts();
        for (Outcomes.BulkAnswer answer : results.bulkAnswers(drop)) {
            successes += answer.successes();
            answer.errorCodes().forEach(text -> errors.add(text, 1));
        }
        results.eachRefusal(drop, errors::add);
        return new ApiWords(successes, errors.listed(), errors.notListed());
    }
}

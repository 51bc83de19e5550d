package invitations.api;

import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param outcome what became of each of its rows, but for those that are named
 * @param named the rows, by their ids, that ended in a way of their own
 * @param effect what it means for the calls that follow
 * @param words what the API said of a bulk call; null when it was not one, or could not be read
 */
public record CallResult(Outcome outcome, Map<Long, Outcome> named, FlowControl effect, @Nullable Words words) {

    public CallResult {
        named = Map.copyOf(named);
    }

    /** The API's own words for a bulk call. */
    public record Words(long successes, List<String> errorCodes) {}

    public static CallResult of(Outcome outcome) {
        return of(outcome, new FlowControl.None());
    }

    public static CallResult of(Outcome outcome, FlowControl effect) {
        return new CallResult(outcome, Map.of(), effect, null);
    }

    /**
     * The API invited everybody in the call.
     *
     * @param remoteId the invitation's id there; null when it told none
     */
    public static CallResult invited(ApiResponse response, @Nullable String remoteId) {
        return of(new Outcome(RowStatus.INVITED, null, null, response.status(), remoteId));
    }

    /** It is not known whether the API acted. */
    public static CallResult uncertain(ApiResponse response, String message) {
        return of(new Outcome(RowStatus.UNCERTAIN, ReasonCode.UNCERTAIN, message, response.status(), null));
    }

    /** {@return whether the API did not say what became of the call} Where it did, and not of which row, it is well. */
    public boolean isSilence() {
        boolean isWord = words != null || (outcome.http() >= 400 && outcome.http() < 500 && outcome.http() != 408);
        return outcome.status() == RowStatus.UNCERTAIN && !isWord;
    }

    /** The same, but for rows that ended in a way of their own. */
    public CallResult except(Map<Long, Outcome> others) {
        return new CallResult(outcome, others, effect, words);
    }

    public CallResult with(Words said) {
        return new CallResult(outcome, named, effect, said);
    }
}

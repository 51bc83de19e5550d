package invitations.call;

import invitations.invitation.Code;
import invitations.invitation.Outcome;
import invitations.invitation.RowStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param outcome what became of each of its rows
 * @param effect what it means for the calls that follow
 * @param words what the API said of a bulk call; null when it was not one, or could not be read
 */
public record CallResult(Outcome outcome, Effect effect, @Nullable Words words) {

    /** The API's own words for a bulk call. */
    public record Words(long successes, List<String> errorCodes) {}

    static CallResult of(Outcome outcome) {
        return of(outcome, new Effect.None());
    }

    static CallResult of(Outcome outcome, Effect effect) {
        return new CallResult(outcome, effect, null);
    }

    /** Nobody knows whether the API acted. */
    static CallResult uncertain(Answer answer, String message) {
        return of(new Outcome(RowStatus.UNCERTAIN, Code.UNCERTAIN, message, answer.status(), null));
    }

    CallResult with(Words said) {
        return new CallResult(outcome, effect, said);
    }
}

package invitations.call;

import invitations.invitation.Code;
import invitations.invitation.Outcome;
import invitations.invitation.RowStatus;
import java.time.Clock;

/** What an answer that is no success means, the same for every target. */
final class Refusals {
    private Refusals() {}

    static CallResult of(Call call, Answer answer) {
        String words = answer.words();
        int status = answer.status();
        return switch (status) {
            case 401 ->
                notSent(
                        answer,
                        Code.NOT_AUTHENTICATED,
                        new Effect.StopTarget(Code.NOT_AUTHENTICATED, "the API does not accept the key: " + words));
            case 403 ->
                notSent(
                        answer,
                        Code.NOT_PERMITTED,
                        new Effect.StopOperation(Code.NOT_PERMITTED, "the key may not do this: " + words));
            case 408 -> CallResult.uncertain(answer, words);
            case 413 -> tooLarge(call, answer);
            case 429 ->
                notSent(
                        answer,
                        Code.RATE_LIMITED,
                        new Effect.Pause(
                                RetryAfter.of(answer, Clock.systemUTC()),
                                Code.RATE_LIMITED,
                                "the API asks to slow down: " + words));
            default -> {
                if (status >= 300 && status < 400) {
                    yield redirected(answer);
                }
                if (status >= 400 && status < 500) {
                    yield refused(answer);
                }
                yield CallResult.uncertain(answer, words);
            }
        };
    }

    private static CallResult refused(Answer answer) {
        return CallResult.of(
                new Outcome(RowStatus.REFUSED, Code.REFUSED_BY_API, answer.words(), answer.status(), null));
    }

    /** A redirect is never followed: it would turn the POST into a GET that looks like success. */
    private static CallResult redirected(Answer answer) {
        String place = answer.location() == null ? "nowhere" : Answer.line(answer.location());
        String message = "the API redirects to " + place + "; set invitations.api.base-url and"
                + " invitations.api.catalog-path so that it does not";
        return CallResult.of(
                new Outcome(RowStatus.UNCERTAIN, Code.REDIRECTED, message, answer.status(), null),
                new Effect.StopTarget(Code.REDIRECTED, message));
    }

    private static CallResult tooLarge(Call call, Answer answer) {
        return call.rows().size() == 1
                ? refused(answer)
                : notSent(answer, Code.BATCH_TOO_LARGE, new Effect.HalveBatches());
    }

    private static CallResult notSent(Answer answer, Code code, Effect effect) {
        return CallResult.of(new Outcome(RowStatus.RETRYABLE, code, answer.words(), answer.status(), null), effect);
    }
}

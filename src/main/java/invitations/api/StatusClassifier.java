package invitations.api;

import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import org.jspecify.annotations.Nullable;

/** What an answer that is no success means, the same for every target. */
final class StatusClassifier {
    private StatusClassifier() {}

    /** {@return what the answer to a question means} */
    static CallResult of(ApiResponse response) {
        return of(null, null, response);
    }

    /**
     * {@return what the answer to a call means}
     *
     * @param target what was called; null for a question
     * @param call what was answered; null for a question
     */
    static CallResult of(@Nullable ApiTarget target, @Nullable Call call, ApiResponse response) {
        String words = response.words();
        int status = response.status();
        return switch (status) {
            case 401 ->
                notSent(
                        response,
                        ReasonCode.NOT_AUTHENTICATED,
                        new FlowControl.StopTarget(
                                ReasonCode.NOT_AUTHENTICATED, "the API does not accept the key: " + words));
            case 403 ->
                notSent(
                        response,
                        ReasonCode.NOT_PERMITTED,
                        new FlowControl.StopOperation(
                                ReasonCode.NOT_PERMITTED, "the key may not do this: " + words + needed(target, call)));
            case 408 -> CallResult.uncertain(response, words);
            case 413 -> tooLarge(call, response);
            case 504 -> timedOut(call, response);
            case 429 ->
                notSent(
                        response,
                        ReasonCode.RATE_LIMITED,
                        new FlowControl.Pause(
                                RetryAfter.of(response, response.received()),
                                ReasonCode.RATE_LIMITED,
                                "the API asks to slow down: " + words));
            default -> {
                if (status >= 300 && status < 400) {
                    yield redirected(response);
                }
                if (status >= 400 && status < 500) {
                    yield ContractBody.isRefusal(response) ? refused(call, response) : unexpected(call, response);
                }
                yield CallResult.uncertain(response, words);
            }
        };
    }

    /**
     * A refusal that is not in the API's words: something in front of the API gave it, or the address is wrong. It says
     * nothing of the row. Where a first attempt may have been acted on, the row is asked about all the same.
     */
    private static CallResult unexpected(@Nullable Call call, ApiResponse response) {
        String message = "the answer is not one of the API (HTTP " + response.status() + ": " + response.words()
                + "); check invitations.api.base-url and invitations.api.catalog-path, and what is between here and"
                + " the API";
        FlowControl stop = new FlowControl.StopTarget(ReasonCode.UNEXPECTED_ANSWER, message);
        return mayBeThere(call, response.status())
                ? CallResult.of(
                        new Outcome(RowStatus.UNCERTAIN, ReasonCode.UNCERTAIN, message, response.status(), null), stop)
                : notSent(response, ReasonCode.UNEXPECTED_ANSWER, stop);
    }

    /**
     * The API said no. It is asked all the same where that may mean something else: a batch may be refused for one of
     * its rows; and of a row that was sent before, "no" may mean that it has the invitation.
     */
    private static CallResult refused(@Nullable Call call, ApiResponse response) {
        int status = response.status();
        if (call != null && call.operation() == Operation.REDEEM && status == 404) {
            // Either no blank invitation is left, or there is no such place: its list will show.
            return CallResult.of(
                    new Outcome(RowStatus.UNCHECKED, ReasonCode.POOL_EXHAUSTED, response.words(), status, null));
        }
        if (call != null && call.rows().size() > 1) {
            // One target key: what is wrong is a row, or the key. Several: each key has a batch of its own next time.
            ReasonCode code = call.hasSeveralKeys() ? ReasonCode.BATCH_REFUSED : ReasonCode.UNCERTAIN;
            return CallResult.of(new Outcome(RowStatus.UNCERTAIN, code, response.words(), status, null));
        }
        RowStatus row = mayBeThere(call, status) ? RowStatus.UNCERTAIN : RowStatus.REFUSED;
        return CallResult.of(new Outcome(row, ReasonCode.REFUSED_BY_API, response.words(), status, null));
    }

    private static boolean mayBeThere(@Nullable Call call, int status) {
        return call != null && call.isSentAgain() && (status == 400 || status == 409);
    }

    private static String needed(@Nullable ApiTarget target, @Nullable Call call) {
        return target == null || call == null ? "" : "; it takes " + target.permission(call.operation());
    }

    /** The outcome is not known, and the batch took too long. */
    private static CallResult timedOut(@Nullable Call call, ApiResponse response) {
        CallResult result = CallResult.uncertain(response, response.words());
        return isSingle(call) ? result : CallResult.of(result.outcome(), new FlowControl.HalveBatches());
    }

    /** A redirect is never followed: it would turn the POST into a GET that looks like success. */
    private static CallResult redirected(ApiResponse response) {
        // Not the query: it may name people.
        String place = response.location() == null
                ? "nowhere"
                : ApiResponse.line(response.location().replaceFirst("(?s)[?#].*", ""));
        String message = "the API redirects to " + place + "; set invitations.api.base-url and"
                + " invitations.api.catalog-path so that it does not";
        return CallResult.of(
                new Outcome(RowStatus.UNCERTAIN, ReasonCode.REDIRECTED, message, response.status(), null),
                new FlowControl.StopTarget(ReasonCode.REDIRECTED, message));
    }

    private static CallResult tooLarge(@Nullable Call call, ApiResponse response) {
        if (isSingle(call)) {
            return ContractBody.isRefusal(response) ? refused(call, response) : unexpected(call, response);
        }
        return notSent(response, ReasonCode.BATCH_TOO_LARGE, new FlowControl.HalveBatches());
    }

    private static boolean isSingle(@Nullable Call call) {
        return call == null || call.rows().size() == 1;
    }

    private static CallResult notSent(ApiResponse response, ReasonCode code, FlowControl effect) {
        return CallResult.of(new Outcome(RowStatus.RETRYABLE, code, response.words(), response.status(), null), effect);
    }
}

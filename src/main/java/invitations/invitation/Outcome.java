package invitations.invitation;

import org.jspecify.annotations.Nullable;

/**
 * How a row, or for now its call, ended.
 *
 * @param status what became of the row
 * @param code why, for machines; null when it was invited
 * @param message why, in words for a person (the API's own where it gave any); null when there is nothing to say
 * @param http the HTTP status of the answer; 0 when there was none
 * @param remoteId the invitation's id at the API; null when it told none
 */
public record Outcome(
        RowStatus status, @Nullable ReasonCode code, @Nullable String message, int http, @Nullable String remoteId) {

    /** An outcome without an answer of the API. */
    public static Outcome of(RowStatus status, ReasonCode code, String message) {
        return new Outcome(status, code, message, 0, null);
    }
}

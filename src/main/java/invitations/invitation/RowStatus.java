package invitations.invitation;

/** Where a row stands. Every row ends in exactly one final status. */
public enum RowStatus {
    /** The API is to be asked before anything is sent. */
    UNCHECKED,
    /** Checked, not sent. */
    PLANNED,
    /** A call for it may be on its way. */
    INTENT,
    /** Its call did not reach the API, or the API put it off: it may be sent again. */
    RETRYABLE,
    /** Nobody knows whether the API acted. Never sent again as it stands. */
    UNCERTAIN,
    /** The API accepted the invitation. Whether its e-mail arrived is not known. */
    INVITED,
    /** The API said no. */
    REFUSED,
    /** The API could not say whether it acted: a person decides. */
    NEEDS_REVIEW,
    /** The row itself is wrong. */
    INVALID,
    /** Another row of the file asks for the same, and is invited. */
    DUPLICATE,
    /** An earlier drop, or the API, has this invitation already. */
    ALREADY_INVITED,
    /** Filtered or suppressed by the feed's settings. */
    SKIPPED,
    /** Not sent because the drop was stopped before it. Drop the file again to send it. */
    UNPROCESSED;

    /** Whether the row has ended. */
    public boolean isFinal() {
        return switch (this) {
            case UNCHECKED, PLANNED, INTENT, RETRYABLE, UNCERTAIN -> false;
            case INVITED, REFUSED, NEEDS_REVIEW, INVALID, DUPLICATE, ALREADY_INVITED, SKIPPED, UNPROCESSED -> true;
        };
    }

    /** Whether the row goes into the dead-letter file: somebody must act for it. */
    public boolean isDeadLetter() {
        return switch (this) {
            case INVALID, REFUSED, NEEDS_REVIEW, UNPROCESSED -> true;
            case UNCHECKED, PLANNED, INTENT, RETRYABLE, UNCERTAIN, INVITED, DUPLICATE, ALREADY_INVITED, SKIPPED ->
                false;
        };
    }
}

package invitations.invitation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The status of a row. Every row ends in exactly one final status. The sets of statuses that the ledger works with are
 * here, too; they cannot be changed, and keep their order, which the texts of statements and indexes have as well.
 */
public enum RowStatus {
    /** The API is to be asked before anything is sent. */
    UNCHECKED,
    /** Checked, not sent. */
    PLANNED,
    /** A call for it may be on its way. */
    INTENT,
    /** Its call did not reach the API, or the API put it off: it may be sent again. */
    RETRYABLE,
    /** It is not known whether the API acted. Never sent again as it stands. */
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

    /** A call for the row may be made now. */
    public static final Set<RowStatus> SENDABLE = setOf(PLANNED, RETRYABLE);
    /** No call for the row is on its way or in doubt, and one is still to be made. */
    public static final Set<RowStatus> UNSENT = setOf(UNCHECKED, PLANNED, RETRYABLE);
    /** The API is to be asked about the row. */
    public static final Set<RowStatus> IN_QUESTION = setOf(UNCERTAIN, UNCHECKED);
    /** The row has not ended. */
    public static final Set<RowStatus> OPEN = those(status -> !status.isFinal());
    /** The row has ended. */
    public static final Set<RowStatus> FINAL = those(RowStatus::isFinal);
    /** The API has an invitation for the row's person. */
    public static final Set<RowStatus> HAS_INVITATION = setOf(INVITED, ALREADY_INVITED);
    /** A call for the row may have invited its person. */
    public static final Set<RowStatus> MAY_HAVE_INVITED = setOf(INTENT, UNCERTAIN, INVITED, NEEDS_REVIEW);
    /** The row can be put back, to be sent again. */
    public static final Set<RowStatus> REPLAYABLE = setOf(REFUSED, UNPROCESSED);

    /** {@return a set of these statuses, in this order} */
    public static Set<RowStatus> setOf(RowStatus... statuses) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(statuses)));
    }

    /** {@return the set, and these statuses behind it} */
    public static Set<RowStatus> with(Set<RowStatus> set, RowStatus... more) {
        Set<RowStatus> all = new LinkedHashSet<>(set);
        Collections.addAll(all, more);
        return Collections.unmodifiableSet(all);
    }

    /** {@return all statuses but these} */
    public static Set<RowStatus> allBut(RowStatus... statuses) {
        Set<RowStatus> without = setOf(statuses);
        return those(status -> !without.contains(status));
    }

    private static Set<RowStatus> those(Predicate<RowStatus> which) {
        return setOf(Arrays.stream(values()).filter(which).toArray(RowStatus[]::new));
    }

    /** {@return whether the row has ended} */
    public boolean isFinal() {
        return switch (this) {
            case UNCHECKED, PLANNED, INTENT, RETRYABLE, UNCERTAIN -> false;
            case INVITED, REFUSED, NEEDS_REVIEW, INVALID, DUPLICATE, ALREADY_INVITED, SKIPPED, UNPROCESSED -> true;
        };
    }

    /** {@return whether the row goes into the dead-letter file: somebody must act for it} */
    public boolean isDeadLetter() {
        return switch (this) {
            case INVALID, REFUSED, NEEDS_REVIEW, UNPROCESSED -> true;
            case UNCHECKED, PLANNED, INTENT, RETRYABLE, UNCERTAIN, INVITED, DUPLICATE, ALREADY_INVITED, SKIPPED ->
                false;
        };
    }
}

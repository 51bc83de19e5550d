package invitations.ledger.status;

import static invitations.invitation.RowStatus.ALREADY_INVITED;
import static invitations.invitation.RowStatus.DUPLICATE;
import static invitations.invitation.RowStatus.INTENT;
import static invitations.invitation.RowStatus.INVALID;
import static invitations.invitation.RowStatus.INVITED;
import static invitations.invitation.RowStatus.IN_QUESTION;
import static invitations.invitation.RowStatus.NEEDS_REVIEW;
import static invitations.invitation.RowStatus.PLANNED;
import static invitations.invitation.RowStatus.REFUSED;
import static invitations.invitation.RowStatus.REPLAYABLE;
import static invitations.invitation.RowStatus.RETRYABLE;
import static invitations.invitation.RowStatus.SENDABLE;
import static invitations.invitation.RowStatus.SKIPPED;
import static invitations.invitation.RowStatus.UNCERTAIN;
import static invitations.invitation.RowStatus.UNCHECKED;
import static invitations.invitation.RowStatus.UNPROCESSED;
import static invitations.invitation.RowStatus.UNSENT;
import static invitations.invitation.RowStatus.setOf;
import static invitations.invitation.RowStatus.with;
import static invitations.ledger.status.RowTransition.Stage.DECIDE;
import static invitations.ledger.status.RowTransition.Stage.LOOK_UP;
import static invitations.ledger.status.RowTransition.Stage.PLAN;
import static invitations.ledger.status.RowTransition.Stage.REPEAT;
import static invitations.ledger.status.RowTransition.Stage.SEND;
import static invitations.ledger.status.RowTransition.Stage.SETTLE;
import static invitations.ledger.status.RowTransition.Stage.STOP;

import invitations.invitation.RowStatus;
import java.util.Set;

/**
 * The state machine of a row: every change of its status that there is, by its cause. The statements that change a status are
 * rendered from here, so that a row never takes a way that is not in this table.
 */
public enum RowTransition {
    READ(PLAN, Set.of(), PLANNED, "the file has a row that can be sent"),
    READ_INVALID(PLAN, Set.of(), INVALID, "the file has a row that is wrong"),
    READ_SKIPPED(PLAN, Set.of(), SKIPPED, "the feed leaves the row out; or it is a first step, and not due yet"),
    READ_AGAIN(PLAN, setOf(UNPROCESSED, PLANNED, SKIPPED), PLANNED, "the file came again: the row can be sent"),
    READ_AGAIN_INVALID(PLAN, setOf(UNPROCESSED, PLANNED, SKIPPED), INVALID, "the file came again: the row is wrong"),
    READ_AGAIN_SKIPPED(PLAN, setOf(UNPROCESSED, PLANNED, SKIPPED), SKIPPED, "the file came again: the row is left out"),
    OTHER_CASE(PLAN, setOf(PLANNED), INVALID, "its key differs from another one in upper and lower case only"),
    CONFLICTING_DUPLICATE(PLAN, setOf(PLANNED), INVALID, "the file has the person with other data as well"),
    REPEATED(PLAN, setOf(PLANNED), DUPLICATE, "an earlier row of the file asks for the same"),
    INVITED_BEFORE(PLAN, setOf(PLANNED), ALREADY_INVITED, "an earlier drop has invited the person"),
    MADE_BEFORE(PLAN, setOf(PLANNED), ALREADY_INVITED, "an earlier reading of the file has made what the row asks for"),
    MAYBE_MADE_BEFORE(PLAN, setOf(PLANNED), NEEDS_REVIEW, "an earlier reading of the file may have made it"),
    SUPERSEDED(
            PLAN,
            with(UNSENT, UNPROCESSED, INVALID),
            SKIPPED,
            "the file came again and is read otherwise: another drop has it"),

    FIRST_STEP_DUE(LOOK_UP, setOf(SKIPPED, UNPROCESSED), UNCHECKED, "the drop is sent: first steps are looked up"),
    LOOKUP_DUE(LOOK_UP, SENDABLE, UNCHECKED, "the API is to be asked first, or its reply is too old"),
    LOOKED_UP(LOOK_UP, setOf(UNCHECKED), PLANNED, "the lookup found nothing against sending the row"),
    NOT_ON_PLATFORM(
            LOOK_UP,
            setOf(UNCHECKED),
            SKIPPED,
            "the platform's list does not show the person, and that was to be asked"),
    LOOKUP_FAILED(LOOK_UP, setOf(UNCHECKED), UNPROCESSED, "the API cannot say, and the row was surely not sent"),
    POOL_HELD(LOOK_UP, SENDABLE, UNCHECKED, "the API had no blank invitation left for another row of the pool"),
    POOL_HAS_LEFT(LOOK_UP, setOf(UNCHECKED), PLANNED, "the pool has a blank invitation for the row"),
    POOL_EXHAUSTED(LOOK_UP, setOf(UNCHECKED), UNPROCESSED, "the pool has no blank invitation for the row"),
    POOL_REFUSED(LOOK_UP, setOf(UNCHECKED), REFUSED, true, "the API refused the row although the pool has some left"),

    INTENDED(SEND, SENDABLE, INTENT, "a call for the row is about to be made"),
    OWNER_INVITED(SEND, SENDABLE, ALREADY_INVITED, "the row that has claimed the person's key has invited them"),
    OWNER_UNSURE(SEND, SENDABLE, NEEDS_REVIEW, "the row that has claimed the person's key needs a decision"),
    FIRST_STEP_FAILED(SEND, UNSENT, UNPROCESSED, "the first step of the row ended without an invitation"),
    ACCEPTED(SEND, setOf(INTENT), INVITED, "the API accepted the invitation"),
    REFUSED_BY_API(SEND, setOf(INTENT), REFUSED, "the API said no"),
    NOT_SENT(SEND, setOf(INTENT), RETRYABLE, "the call did not reach the API, or the API put it off"),
    POOL_EMPTY(SEND, setOf(INTENT), UNCHECKED, "the API had no blank invitation left for the row"),
    ALREADY_THERE(
            SEND, setOf(INTENT), ALREADY_INVITED, "the API said that it has an invitation for the person already"),
    UNSURE(SEND, setOf(INTENT), NEEDS_REVIEW, "the API said that it does not know whether it acted"),
    NOT_DONE(SEND, setOf(INTENT), UNPROCESSED, "the API said that it did nothing for the row"),
    NO_OUTCOME(SEND, setOf(INTENT), UNCERTAIN, "the call ended without a clear outcome"),
    INTERRUPTED(SEND, setOf(INTENT), UNCERTAIN, "the program ended while the call was on its way"),

    FOUND(SETTLE, setOf(UNCERTAIN), INVITED, "the API has what the row asked for"),
    FOUND_ANOTHER(
            SETTLE, IN_QUESTION, ALREADY_INVITED, "the API has an invitation for the person that is not the row's"),
    CANNOT_TELL(SETTLE, IN_QUESTION, NEEDS_REVIEW, "the API does not show whether the person was invited"),
    ABSENT(SETTLE, setOf(UNCERTAIN), RETRYABLE, "two lookups did not find it: it may be sent again"),
    ABSENT_REFUSED(SETTLE, setOf(UNCERTAIN), REFUSED, "two lookups did not find it, and the API had said no"),
    ABSENT_TOO_OFTEN(
            SETTLE, setOf(UNCERTAIN), UNPROCESSED, "two lookups did not find it, and there were attempts enough"),
    SENT_ALONE(SETTLE, setOf(UNCERTAIN), RETRYABLE, "it is sent again alone, where no list has a witness"),

    LEFT_OUT(STOP, SENDABLE, SKIPPED, "right before it was to be sent, it was found that nobody is to be invited"),
    STOPPED(STOP, UNSENT, UNPROCESSED, "the drop stops before the row"),
    BEYOND_LIMIT(STOP, setOf(PLANNED), UNPROCESSED, "the row is beyond the limit of this run"),
    FILE_REFUSED(STOP, setOf(PLANNED), UNPROCESSED, "the file came again, and was refused"),
    FILE_CHANGED(STOP, UNSENT, UNPROCESSED, "the file was still being written when it was taken"),

    TURN(REPEAT, setOf(DUPLICATE), PLANNED, "the API refused the row that it repeats, and it is written otherwise"),
    SAME_INVITED(REPEAT, setOf(DUPLICATE, INVALID), DUPLICATE, "the row that it repeats was invited"),
    SAME_UNSURE(REPEAT, setOf(DUPLICATE, INVALID), NEEDS_REVIEW, "the row that it repeats needs a decision"),
    SAME_REFUSED(REPEAT, setOf(DUPLICATE, INVALID), INVALID, "the row that it repeats was refused"),
    SAME_UNPROCESSED(REPEAT, setOf(DUPLICATE, INVALID), UNPROCESSED, "the row that it repeats was left unprocessed"),
    SAME_SKIPPED(REPEAT, setOf(DUPLICATE, INVALID), SKIPPED, "the row that it repeats was left out"),

    DECIDED_INVITED(DECIDE, setOf(NEEDS_REVIEW), INVITED, true, "a person decided that the row's call invited them"),
    DECIDED_ALREADY_INVITED(
            DECIDE, setOf(NEEDS_REVIEW), ALREADY_INVITED, "a person decided that another call invited them"),
    DECIDED_SEND(DECIDE, setOf(NEEDS_REVIEW), PLANNED, "a person decided to send it again"),
    DECIDED_LOOK_UP(DECIDE, setOf(NEEDS_REVIEW), UNCHECKED, "a person decided to send it again, after a lookup"),
    DECIDED_ERASED(DECIDE, setOf(NEEDS_REVIEW), UNPROCESSED, "a person decided to send it again, and it was erased"),
    REPLAYED(DECIDE, REPLAYABLE, PLANNED, "a person put the row back"),
    REPLAYED_LOOK_UP(DECIDE, REPLAYABLE, UNCHECKED, "a person put the row back, to be looked up first");

    /** The part of a row's life that a change belongs to. */
    enum Stage {
        /** The file is read and checked. */
        PLAN,
        /** The API is asked before anything is sent. */
        LOOK_UP,
        /** A call is made. */
        SEND,
        /** The API is asked what became of a call. */
        SETTLE,
        /** The row is not sent any more. */
        STOP,
        /** The row ends with the one that it repeats. */
        REPEAT,
        /** An operator decides. */
        DECIDE
    }

    private final Stage stage;

    @SuppressWarnings("ImmutableEnumChecker") // none of these sets can be changed
    private final Set<RowStatus> from;

    private final RowStatus to;
    private final boolean isAfterCall;
    private final String cause;

    RowTransition(Stage stage, Set<RowStatus> from, RowStatus to, String cause) {
        this(stage, from, to, false, cause);
    }

    RowTransition(Stage stage, Set<RowStatus> from, RowStatus to, boolean isAfterCall, String cause) {
        this.stage = stage;
        this.from = from;
        this.to = to;
        this.isAfterCall = isAfterCall;
        this.cause = cause;
    }

    /** {@return the part of a row's life that it belongs to} */
    Stage stage() {
        return stage;
    }

    /** {@return the statuses in which a row can be before; none for a row that is new} */
    public Set<RowStatus> from() {
        return from;
    }

    /** {@return the status of the row afterwards} */
    public RowStatus to() {
        return to;
    }

    /** {@return whether only rows take it for which a call was about to be made before, whatever their status is} */
    boolean isAfterCall() {
        return isAfterCall;
    }

    /** {@return why it happens, as a part of a sentence} */
    String cause() {
        return cause;
    }

    /**
     * {@return the statement that changes rows so}
     *
     * @param assignments what is set beside the status
     * @param where which rows are meant, among those that can be changed so
     * @throws IllegalArgumentException when only new rows take it: there is nothing to change
     */
    public String update(String assignments, String where) {
        if (from.isEmpty()) {
            throw new IllegalArgumentException(this + " is for new rows");
        }
        return new RowChange(this).update(assignments, where);
    }
}

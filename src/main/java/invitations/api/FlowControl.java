package invitations.api;

import invitations.invitation.ReasonCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the end of a call means for the calls that follow. */
public sealed interface FlowControl {

    /** Nothing. */
    record None() implements FlowControl {}

    /**
     * The API is there and asks to wait, or was not reached at all: nobody calls the target for a while.
     *
     * @param asked how long the API asked to wait, more than zero; null when it did not say
     * @param reason why, for machines
     * @param message why, in words
     */
    record Pause(@Nullable Duration asked, ReasonCode reason, String message) implements FlowControl {}

    /** The target must not be called any more: the set-up is wrong. */
    record StopTarget(ReasonCode reason, String message) implements FlowControl {}

    /** This operation for this platform must not be called any more: the key may not do it. */
    record StopOperation(ReasonCode reason, String message) implements FlowControl {}

    /** The batch was too large: smaller ones from now on. */
    record HalveBatches() implements FlowControl {}
}

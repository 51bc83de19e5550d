package invitations.send.flow;

import invitations.api.Call;
import invitations.api.TargetRequest;
import org.jspecify.annotations.Nullable;

/**
 * The request that goes alone to a target, the first one after a start or a pause; there may be none. What waits for it
 * waits no longer than a request may take: who has a caller waits only for a request that has a caller as well, since one
 * that has none may be behind it in the queue of the callers. For one thread at a time.
 */
final class ProbeRequest {
    private @Nullable TargetRequest request;
    /** Whether a caller has it. */
    private boolean hasCaller;

    /** From now on that request goes alone. */
    void set(TargetRequest next, boolean isWithCaller) {
        request = next;
        hasCaller = isWithCaller;
    }

    /** A caller has the request now. */
    void begin(TargetRequest begun) {
        hasCaller |= is(begun);
    }

    boolean is(TargetRequest other) {
        return request != null && request.id().equals(other.id());
    }

    /** The request has ended, or is not made; {@return whether it went alone} */
    boolean end(TargetRequest ended) {
        boolean wasAlone = is(ended);
        if (wasAlone) {
            request = null;
        }
        return wasAlone;
    }

    /** {@return whether it keeps the other one waiting: a question keeps no call waiting} */
    boolean holdsBack(TargetRequest other, boolean isWithCaller) {
        return request != null && (request instanceof Call || !(other instanceof Call)) && (hasCaller || !isWithCaller);
    }
}

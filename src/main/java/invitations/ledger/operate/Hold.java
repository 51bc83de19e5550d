package invitations.ledger.operate;

import invitations.ledger.drop.HoldReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds a drop.
 *
 * @param reasons by guard, why; empty where no guard holds it
 * @param planHash the hash of the plan that an approval must be for, 12 hexadecimal digits; null where no guard holds it
 * @param heldAt since when
 * @param approvals how many different people have approved that plan
 */
public record Hold(List<HoldReason> reasons, @Nullable String planHash, Instant heldAt, int approvals) {
    static final Hold NONE = new Hold(List.of(), null, Instant.EPOCH, 0);

    public Hold {
        reasons = List.copyOf(reasons);
    }
}

package invitations.ledger.operate;

import invitations.ledger.drop.HoldReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds a drop.
 *
 * @param reasons why: by guard, or one of {@code seats} or {@code confirmation}
 * @param planHash the hash that an approval must be for, 12 hexadecimal digits: of the plan where a guard holds it
 * @param heldAt since when
 * @param approvedBy the different people who have approved just that, by their folded names, in the order of these
 * @param again in words, what has changed since it was approved before; null where nobody had
 */
public record Hold(
        List<HoldReason> reasons, String planHash, Instant heldAt, List<String> approvedBy, @Nullable String again) {
    public Hold {
        reasons = List.copyOf(reasons);
        approvedBy = List.copyOf(approvedBy);
    }

    /** {@return how many different people have approved it} */
    public int approvals() {
        return approvedBy.size();
    }
}

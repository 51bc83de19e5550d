package invitations.api;

import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import java.util.List;

/**
 * One HTTP request, carrying one invitation or a batch.
 *
 * @param id its random name, in the marker
 * @param drop the id of the drop, in the marker
 * @param target the target's name
 * @param operation what is asked for: single, bulk, blank or redeem
 * @param tenant the one platform or organization that all of its rows belong to
 * @param rows what it carries, at least one row before its rows are claimed
 * @param startedNanos when it got its rows, on the clock of {@link System#nanoTime()}; 0 before that
 */
public record Call(
        String id,
        String drop,
        String target,
        Operation operation,
        String tenant,
        List<OpenRow> rows,
        long startedNanos)
        implements TargetRequest {

    /** The same call with some of its rows. */
    public Call with(List<OpenRow> some) {
        return new Call(id, drop, target, operation, tenant, some, startedNanos);
    }

    /** The same call with the rows that it may send, which begins then. */
    public Call begun(List<OpenRow> claimed, long nanos) {
        return new Call(id, drop, target, operation, tenant, claimed, nanos);
    }

    @Override
    public String purpose() {
        return operation.label();
    }

    /** {@return whether it goes to the bulk endpoint} */
    public boolean isBulk() {
        return operation == Operation.BULK;
    }

    /** {@return whether any of its rows was sent before, and proved absent since} */
    public boolean isSentAgain() {
        return rows.stream().anyMatch(OpenRow::isSentAgain);
    }

    /** {@return whether its rows go to more than one program, for example} */
    public boolean hasSeveralKeys() {
        return rows.stream().map(OpenRow::targetKey).distinct().count() > 1;
    }

    /** {@return whether there is nothing to send} */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The ids of its rows. */
    public List<Long> rowIds() {
        return rows.stream().map(OpenRow::id).toList();
    }
}

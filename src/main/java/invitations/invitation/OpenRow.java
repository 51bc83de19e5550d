package invitations.invitation;

/**
 * A row that waits for its call.
 *
 * @param id its id in the ledger
 * @param target the target's name
 * @param operation what is asked for, and how its call is cut
 * @param tenant whom the call is made for: the platform, the organization
 * @param targetKey where in the target: the platform, the program
 * @param item what is to be sent, a JSON object without the marker
 * @param keys how many keys it claims: 1, or 2 when it names both an e-mail address and a user name
 * @param attempts how many calls that may have been acted on carried it before
 * @param existing of the blank invitations that it asks for, how many the API was found to have
 */
public record OpenRow(
        long id,
        String target,
        Operation operation,
        String tenant,
        String targetKey,
        String item,
        int keys,
        int attempts,
        long existing) {

    /** The same, asked for by a call for this row only: every target that takes batches takes single rows, too. */
    public OpenRow alone() {
        return new OpenRow(id, target, Operation.SINGLE, tenant, targetKey, item, keys, attempts, existing);
    }

    /** {@return whether a call that may have been acted on carried it before; it was proved absent since} */
    public boolean isSentAgain() {
        return attempts > 0;
    }
}

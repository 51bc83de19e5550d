package invitations.ledger.store;

/** Another instance has taken the ledger over: this one must not write or send anything any more. Exit code 8. */
public final class OwnershipLostException extends LedgerException {
    private static final long serialVersionUID = 1L;

    OwnershipLostException() {
        super(
                "another instance has taken over the home, and this one ends: it sends nothing more and leaves the rows of"
                        + " the other instance alone. One home is for one instance at a time; look which one is to stay.");
    }
}

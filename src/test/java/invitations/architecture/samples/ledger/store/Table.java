package invitations.architecture.samples.ledger.store;

/** For the ledger alone. */
public final class Table {}

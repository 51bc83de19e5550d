package invitations.ledger.drop;

/**
 * What a file that arrived is to the ledger.
 *
 * @param drop its drop
 * @param kind what is to be done with the file
 */
public record ReceiveResult(Drop drop, Kind kind) {

    /** What is to be done with a file that arrived. */
    public enum Kind {
        /** Not seen before in this feed, or never read to its end: plan it. */
        NEW,
        /** The same content is being worked on: nothing to do. */
        JOINED,
        /** The same content was reported with rows left unprocessed: plan those again. */
        REOPENED,
        /** The same content is read in another way now: it is a drop of its own, to be planned. */
        READ_ANEW,
        /** The same content was reported, and nothing is left of it. */
        ALREADY_PROCESSED
    }

    /** {@return whether the file must be read} */
    public boolean isToBePlanned() {
        return kind == Kind.NEW || kind == Kind.REOPENED || kind == Kind.READ_ANEW;
    }
}

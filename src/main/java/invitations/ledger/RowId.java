package invitations.ledger;

/** The id of a row: the number of its drop and its own, in one. */
final class RowId {
    private static final int BITS = 32;

    private RowId() {}

    /** The id of that record; record 0 is below every row of the drop. */
    static long of(long drop, long record) {
        return (drop << BITS) + record;
    }

    /** An id below those of all rows of the drop. */
    static long first(long drop) {
        return of(drop, 0);
    }

    /** The greatest id that a row of the drop can have. */
    static long last(long drop) {
        return of(drop + 1, 0) - 1;
    }

    /** The number of the drop that the row belongs to. */
    static long drop(long id) {
        return id >> BITS;
    }

    /** The number of the record. */
    static long record(long id) {
        return id & 0xffffffffL;
    }
}

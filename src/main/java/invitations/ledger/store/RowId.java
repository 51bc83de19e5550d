package invitations.ledger.store;

/** The id of a row: the number of its drop and its own, in one. */
public final class RowId {
    private static final int BITS = 32;
    /** Half of the records that there is room for: no file has so many. */
    public static final long FIRST_STEP = 1L << 31;

    private RowId() {}

    /** The id of that record; record 0 is below every row of the drop. */
    public static long of(long drop, long record) {
        return (drop << BITS) + record;
    }

    /** An id below those of all rows of the drop. */
    public static long first(long drop) {
        return of(drop, 0);
    }

    /** The greatest id that a record of the drop's file can have; first steps of rows come behind. */
    static long lastOfFile(long drop) {
        return first(drop) + FIRST_STEP - 1;
    }

    /** The id of the first step of a row, if it has one. */
    public static long firstStep(long id) {
        return id + FIRST_STEP;
    }

    /** The greatest id that a row of the drop can have. */
    public static long last(long drop) {
        return of(drop + 1, 0) - 1;
    }

    /** The number of the drop that the row belongs to. */
    public static long drop(long id) {
        return id >> BITS;
    }

    /** The number of the record. */
    public static long record(long id) {
        return id & 0xffffffffL;
    }
}

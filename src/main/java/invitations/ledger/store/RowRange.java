package invitations.ledger.store;

/**
 * A range of rows by their ids, both ends included. As a parameter of a statement it takes the place of {@link #IN}.
 *
 * @param first the least id that a row of it can have
 * @param last the greatest
 */
public record RowRange(long first, long last) {
    /** What a statement has behind the column of ids, as in {@code id IN {rows}}. */
    static final String IN = "IN {rows}";

    /** What the database has instead, with two parameters. */
    static final String SQL = "BETWEEN ? AND ?";

    /**
     * {@return all rows of the drop: those of its file, and the first steps behind them}
     *
     * @param drop the number of the drop
     */
    public static RowRange of(long drop) {
        return new RowRange(RowId.first(drop), RowId.last(drop));
    }

    /** {@return all rows of the drop that the row is of} */
    public static RowRange around(long row) {
        return of(RowId.drop(row));
    }

    /**
     * {@return the rows of the drop's file, without first steps}
     *
     * @param drop the number of the drop
     */
    public static RowRange ofFile(long drop) {
        return new RowRange(RowId.first(drop), RowId.lastOfFile(drop));
    }

    /**
     * {@return the first steps of the drop's rows}
     *
     * @param drop the number of the drop
     */
    public static RowRange ofFirstSteps(long drop) {
        return new RowRange(RowId.firstStep(RowId.first(drop)), RowId.last(drop));
    }

    /**
     * {@return those of the rows that come behind that one}
     *
     * @param row an id; 0 for all of them
     */
    public RowRange behind(long row) {
        return new RowRange(Math.max(first, row + 1), last);
    }

    /** {@return those of the rows that come before that one, and that one} */
    public RowRange upTo(long row) {
        return new RowRange(first, Math.min(last, row));
    }
}

package invitations.ledger;

import java.util.List;

/** As what the rows of drops were read. Safe for any number of threads. */
public final class Readings {
    private static final int PAGE = 500;

    private final Database database;

    Readings(Database database) {
        this.database = database;
    }

    /** The next rows of the drop's file, in its order. */
    List<ReadRow> page(Drop drop, long after) {
        return database.read(statements -> {
            Page<ReadRow> page = new Page<>(ReadRow::of, ReadRow::size);
            statements.query(
                    page::take,
                    "SELECT " + ReadRow.COLUMNS + " FROM drop_rows WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
                    Math.max(after, RowId.first(drop.number())),
                    RowId.lastOfFile(drop.number()),
                    PAGE);
            return page.rows();
        });
    }

    /** The drops whose rows this one has taken over, since their file is read otherwise now; those that have not ended. */
    public List<Drop> openBefore(Drop drop) {
        return database.read(statements -> DropQuery.list(
                statements,
                " WHERE feed = ? AND content = ? AND superseded_by IS NOT NULL AND state = 'SENDING'",
                drop.feed(),
                drop.content()));
    }
}

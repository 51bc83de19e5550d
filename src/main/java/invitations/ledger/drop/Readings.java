package invitations.ledger.drop;

import invitations.ledger.store.BoundedPage;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As what the rows of drops were read. A method throws {@link LedgerException} when the ledger cannot be read. Safe for
 * any number of threads.
 */
public final class Readings {
    private static final int PAGE = 500;

    private final Database database;

    public Readings(Database database) {
        this.database = database;
    }

    /** The next rows of the drop's file, in its order. */
    public List<ReadRow> page(Drop drop, long after) {
        return database.read(statements -> {
            BoundedPage<ReadRow> page = new BoundedPage<>(ReadRow::of, ReadRow::size);
            statements.query(
                    page::take,
                    "SELECT " + ReadRow.COLUMNS + " FROM drop_rows WHERE id IN {rows} ORDER BY id LIMIT ?",
                    RowRange.ofFile(drop.number()).behind(after),
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

    /**
     * {@return whether a reading of the drop's content was warned of the sheets of a workbook that it leaves out}
     *
     * @param mark what tells these sheets from others
     */
    public boolean haveLeftOut(Drop drop, String mark) {
        return database.read(statements -> LeftOutSheets.areKnown(statements, drop, mark));
    }

    /** {@return whether no sheets were left out of the other ledger's drop, or a reading of this drop's content was warned of them} */
    public boolean haveLeftOut(Drop drop, Readings others, Drop other) {
        return others.leftOut(other).filter(mark -> !haveLeftOut(drop, mark)).isEmpty();
    }

    private Optional<String> leftOut(Drop drop) {
        return database.read(statements -> {
            List<String> marks = new ArrayList<>();
            statements.query(
                    result -> marks.add(result.getString(1)),
                    "SELECT left_out FROM drops WHERE number = ? AND left_out IS NOT NULL",
                    drop.number());
            return marks.stream().findFirst();
        });
    }
}

package invitations.ledger.plan;

import invitations.csv.Dialect;
import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.InvitationKey;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowHash;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.ReadRow;
import invitations.ledger.drop.Readings;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares a file, row by row, with what the ledger has of the drop that it was. It answers whether the file is still the
 * same rows: only then may a row that was not sent be planned again beside those that were. For one thread.
 */
public final class Comparison {
    /** Stands in place of a name that was erased: it may have been any. */
    private static final String ERASED = Drop.ERASED;

    private final Readings readings;
    private final InvitationKey keys;
    private final RowHash hashes;
    private final Drop drop;
    private final boolean isPlannedAgain;
    private Iterator<ReadRow> rows = List.<ReadRow>of().iterator();
    private long last;
    private long count;

    public Comparison(Readings readings, InvitationKey keys, Drop drop) {
        this.readings = readings;
        this.keys = keys;
        this.hashes = keys.rows();
        this.drop = drop;
        this.isPlannedAgain = drop.state() != DropState.HELD && drop.state() != DropState.SENDING;
    }

    /** {@return whether the next row of the file is the one that stands at its number, and asks for the same} */
    public boolean compare(PlannedRow row) {
        ReadRow was = next();
        return was != null && was.isReadAs(row.row().cells(), hashes) && !was.asksForOther(row, keys, isPlannedAgain);
    }

    /**
     * {@return whether the next row of the file has the cells of the one that stands at its number}
     *
     * @param kept its cells without those that are never kept
     * @param all all of its cells
     */
    public boolean readAlike(List<String> kept, List<String> all) {
        ReadRow was = next();
        return was != null && (was.isReadAs(kept, hashes) || was.isReadAs(all, hashes));
    }

    /**
     * {@return whether a drop of another ledger with the same key, such as that of a check, is the same rows and asks for the same}
     *
     * @param others the rows of that ledger
     */
    public boolean compare(Readings others, Drop other) {
        if (!readings.haveLeftOut(drop, others, other)) {
            return false;
        }
        InputFormat format = other.format();
        long after = 0;
        for (List<ReadRow> page = others.page(other, after); !page.isEmpty(); page = others.page(other, after)) {
            for (ReadRow now : page) {
                after = now.id();
                ReadRow was = next();
                if (was == null || !was.isReadAs(now, hashes) || was.asksForOther(now)) {
                    return false;
                }
            }
        }
        return format != null && end(other.header(), format);
    }

    /** {@return whether the file has as many rows as it had, the same names of columns, and is written alike} */
    public boolean end(List<String> header, InputFormat format) {
        InputFormat was = drop.format();
        return count == drop.rows()
                && was != null
                && was.charset().equals(format.charset())
                && isSame(was.dialect(), format.dialect())
                && was.preambleRecords() == format.preambleRecords()
                && was.blankRecords() == format.blankRecords()
                && isSameHeader(header);
    }

    private static boolean isSame(Dialect was, Dialect now) {
        return was.delimiter() == now.delimiter()
                && was.quote() == now.quote()
                && Objects.equals(was.escape(), now.escape());
    }

    private boolean isSameHeader(List<String> header) {
        List<String> was = drop.header();
        if (was.size() != header.size()) {
            return false;
        }
        for (int i = 0; i < was.size(); i++) {
            if (!was.get(i).equals(header.get(i)) && !was.get(i).equals(ERASED)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable ReadRow next() {
        if (!rows.hasNext()) {
            rows = readings.page(drop, last).iterator();
        }
        if (!rows.hasNext()) {
            return null;
        }
        count++;
        ReadRow row = rows.next();
        last = row.id();
        return row;
    }
}

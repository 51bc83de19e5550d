package invitations.settle;

import invitations.api.InvitationList;
import invitations.invitation.Operation;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.LookupRow;
import invitations.ledger.send.OpenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks about the rows of a drop that are looked up before they are sent, so many at a time: those of one window are sent
 * before the next one is asked about, so that no row waits long between its look-up and its intent. For one thread at a time.
 */
final class LookupWindow {
    /** After so many windows the drop is looked at as a whole once more: rows in doubt have their time too. */
    private static final int MOST_WINDOWS = 50;

    private final Ledger ledger;
    private final Drop drop;
    private final long asOf;
    private final int size;
    private final Function<String, Optional<InvitationList>> lists;
    private final Witnesses witnesses;
    private OpenRows.@Nullable Range range;
    private long lastRow;
    private int windows;
    private boolean over;

    /**
     * @param asOf the time of the settle clock at which rows must be due
     * @param size how many rows a window has at the most
     * @param lists gives the list of the target of that name; empty where it has none
     * @param witnesses of the same reading
     */
    LookupWindow(
            Ledger ledger,
            Drop drop,
            long asOf,
            int size,
            Function<String, Optional<InvitationList>> lists,
            Witnesses witnesses) {
        this.ledger = ledger;
        this.drop = drop;
        this.asOf = asOf;
        this.size = size;
        this.lists = lists;
        this.witnesses = witnesses;
    }

    /** {@return whether there is no other window} */
    boolean isOver() {
        return over;
    }

    /** The rows of the last window; null when there was none. */
    OpenRows.@Nullable Range range() {
        return range;
    }

    /**
     * The questions about the next window.
     *
     * @param except targets that cannot be asked now
     */
    List<Lookup> next(Set<String> except) {
        List<LookupRow> rows = ledger.lookupRows().lookups(drop, lastRow, size, asOf, except);
        if (rows.isEmpty()) {
            over = true;
            return List.of();
        }
        lastRow = rows.get(rows.size() - 1).id();
        range = new OpenRows.Range(rows.get(0).id() - 1, lastRow);
        windows++;
        // A row that is given a blank invitation waits for what is left of them, which the next reading asks for.
        over = windows == MOST_WINDOWS || rows.stream().anyMatch(row -> row.operation() == Operation.REDEEM);
        List<Lookup> questions = new ArrayList<>();
        for (LookupRow row : rows) {
            lists.apply(row.target())
                    .ifPresentOrElse(
                            list -> questions.add(new PrecheckLookup(ledger, row, list, witnesses)),
                            () -> ledger.settlements()
                                    .leaveToReview(
                                            row.id(),
                                            "the API has no list that would show it; look there, and decide"));
        }
        return questions;
    }
}

package invitations.settle;

import invitations.api.InvitationList;
import invitations.invitation.Operation;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.LookupRow;
import invitations.ledger.send.LookupRows;
import invitations.ledger.send.OpenRows;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the API's lists about the rows of a drop that were due when it began. First what shows many rows with
 * one request: by marker, and what is left of pools; when those questions are answered, row by row what is left in doubt;
 * and window by window the rows that are looked up before they are sent. For one thread at a time.
 */
public final class LookupRound {
    private static final int PAGE = 500;
    /** How many invitations of the drop one request is expected to show. */
    private static final int LISTED_A_PAGE = 100;
    /** How many rows are looked up before the first of them is sent, where nothing else is said. */
    private static final int WINDOW = 50;

    /** How many readings in a row ask for pages of different sizes: no cache takes one of them for another. */
    private static final int PAGE_SIZES = 40;

    private static final AtomicInteger READINGS =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PAGE_SIZES));

    private final Ledger ledger;
    private final LookupRows rows;
    private final Drop drop;
    private final long asOf;
    private final Function<String, Optional<InvitationList>> lists;
    private final Clock clock;
    private final LookupWindow window;
    private final Witnesses witnesses;
    private final int pageSize = InvitationList.PAGE_SIZE - Math.floorMod(READINGS.getAndIncrement(), PAGE_SIZES);
    private boolean askedTogether;
    private boolean askedRowByRow;
    private Set<String> notAskedTogether = Set.of();

    /**
     * @param asOf the time of the settle clock
     * @param lists gives the list of the target of that name; empty where it has none
     * @param clock the clock that the ledger's times are from
     */
    public LookupRound(
            Ledger ledger, Drop drop, long asOf, Function<String, Optional<InvitationList>> lists, Clock clock) {
        this(ledger, drop, asOf, lists, clock, WINDOW);
    }

    /**
     * The same, with another size of the windows.
     *
     * @param window how many rows are looked up, at the most, before the first of them is sent
     */
    public LookupRound(
            Ledger ledger,
            Drop drop,
            long asOf,
            Function<String, Optional<InvitationList>> lists,
            Clock clock,
            int window) {
        this.ledger = ledger;
        this.rows = ledger.lookupRows();
        this.drop = drop;
        this.asOf = asOf;
        this.lists = lists;
        this.clock = clock;
        this.witnesses = new Witnesses(ledger);
        this.window = new LookupWindow(ledger, drop, asOf, window, lists, witnesses);
    }

    /** {@return whether there is nothing more to ask} */
    public boolean isOver() {
        return askedRowByRow && window.isOver();
    }

    /** The rows that the last step has looked up, to be sent before the next step; null when it has looked up none. */
    public OpenRows.@Nullable Range lookedUp() {
        return window.range();
    }

    /**
     * The questions of the next step. The step after it must wait until they are answered.
     *
     * @param except targets that cannot be asked now
     */
    public Iterator<Lookup> next(Set<String> except) {
        if (askedRowByRow) {
            return lookUps(except).iterator();
        }
        if (askedTogether) {
            askedRowByRow = true;
            // What was not asked about by marker is not proved absent by what follows.
            Set<String> closed = new HashSet<>(except);
            closed.addAll(notAskedTogether);
            return new RowByRow(closed, lookUps(except));
        }
        askedTogether = true;
        notAskedTogether = Set.copyOf(except);
        List<Lookup> questions = byMarker(except);
        questions.addAll(byPool(except));
        questions.forEach(lookup -> lookup.withPagesOf(pageSize));
        return questions.iterator();
    }

    private List<Lookup> lookUps(Set<String> except) {
        List<Lookup> questions = window.next(except);
        questions.forEach(lookup -> lookup.withPagesOf(pageSize));
        return questions;
    }

    /** Call by call, where that takes fewer requests than to look through all that the drop made. */
    private List<Lookup> byMarker(Set<String> except) {
        List<Lookup> questions = new ArrayList<>();
        for (LookupRows.Group group : rows.groups(drop, asOf, except)) {
            Optional<InvitationList> list = lists.apply(group.target()).filter(InvitationList::hasMarkers);
            if (list.isEmpty()) {
                continue;
            }
            if (group.calls() > 1 + group.listed() / LISTED_A_PAGE) {
                questions.add(MarkerLookup.ofDrop(ledger.settlements(), drop, group, list.get()));
            } else {
                rows.calls(drop, group, asOf)
                        .forEach(call -> questions.add(
                                MarkerLookup.ofCall(ledger.settlements(), drop, group, list.get(), call)));
            }
        }
        return questions;
    }

    private List<Lookup> byPool(Set<String> except) {
        List<Lookup> questions = new ArrayList<>();
        for (LookupRows.Pool pool : rows.pools(drop, asOf, except)) {
            lists.apply(pool.target())
                    .ifPresentOrElse(
                            list -> questions.add(new PoolStockLookup(ledger.pools(), drop, pool, list)),
                            () -> ledger.pools().cannotAsk(drop, pool));
        }
        return questions;
    }

    private Lookup about(LookupRow row, InvitationList list) {
        return row.operation() == Operation.BLANK
                ? new BlankCountLookup(ledger.settlements(), drop, row, list, clock)
                : new OutcomeLookup(ledger.settlements(), drop, row, list, witnesses, clock);
    }

    /** The rows that are still in doubt, read in pages: a drop may have a million of them; then what is said to follow. */
    private final class RowByRow implements Iterator<Lookup> {
        private final Set<String> except;
        private final List<Lookup> then;
        private final Deque<Lookup> questions = new ArrayDeque<>();
        private long lastRow;
        private boolean atEnd;

        RowByRow(Set<String> except, List<Lookup> then) {
            this.except = except;
            this.then = then;
        }

        @Override
        public boolean hasNext() {
            while (questions.isEmpty() && !atEnd) {
                List<LookupRow> page = rows.page(drop, lastRow, PAGE, asOf, except);
                atEnd = page.isEmpty();
                page.forEach(this::add);
                if (atEnd) {
                    questions.addAll(then);
                }
            }
            return !questions.isEmpty();
        }

        private void add(LookupRow row) {
            lastRow = row.id();
            if (row.isUnchecked() && rows.mayHaveBeenSent(row)) {
                ledger.settlements()
                        .leaveToReview(
                                row.id(),
                                "not made: the ledger was brought back, and whether they were made since it was saved is"
                                        + " not known; count them at the API, and decide");
                return;
            }
            lists.apply(row.target())
                    .ifPresentOrElse(
                            list -> questions.add(about(row, list).withPagesOf(pageSize)), () -> ledger.settlements()
                                    .leaveToReview(
                                            row.id(),
                                            "the API has no list that would show it; look there, and decide"));
        }

        @Override
        public Lookup next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return questions.remove();
        }
    }
}

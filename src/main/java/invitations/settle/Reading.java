package invitations.settle;

import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.Settlements;
import invitations.ledger.UncertainRow;
import invitations.ledger.UncertainRows;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One reading of the API's lists about the rows of a drop that were due when it began. First by marker, which finds many
 * rows with one request; when those questions are answered, by person for each row that is left. For one thread at a
 * time.
 */
public final class Reading {
    private static final int PAGE = 500;
    /** How many invitations of the drop one request is expected to show. */
    private static final int LISTED_A_PAGE = 100;

    private final UncertainRows rows;
    private final Settlements settlements;
    private final Drop drop;
    private final long asOf;
    private final UnaryOperator<String> keyColumns;
    private final Clock clock;
    private boolean askedByMarker;
    private Set<String> notAskedByMarker = Set.of();
    private boolean over;

    /**
     * @param asOf the time of the settle clock
     * @param keyColumns gives the key column of the target of that name
     * @param clock the clock that the ledger's times are from
     */
    public Reading(Ledger ledger, Drop drop, long asOf, UnaryOperator<String> keyColumns, Clock clock) {
        this.rows = ledger.uncertainRows();
        this.settlements = ledger.settlements();
        this.drop = drop;
        this.asOf = asOf;
        this.keyColumns = keyColumns;
        this.clock = clock;
    }

    /** Whether there is nothing more to ask. */
    public boolean isOver() {
        return over;
    }

    /**
     * The questions of the next step. The step after it must wait until they are answered.
     *
     * @param except targets that cannot be asked now
     */
    public Iterator<Question> next(Set<String> except) {
        if (askedByMarker) {
            over = true;
            // What was not asked about by marker is not proved absent by what follows.
            Set<String> closed = new HashSet<>(except);
            closed.addAll(notAskedByMarker);
            return new ByPerson(closed);
        }
        askedByMarker = true;
        notAskedByMarker = Set.copyOf(except);
        return byMarker(except).iterator();
    }

    /** Call by call, where that takes fewer requests than to look through all that the drop made. */
    private List<Question> byMarker(Set<String> except) {
        List<Question> questions = new ArrayList<>();
        for (UncertainRows.Group group : rows.groups(drop, asOf, except)) {
            if (group.calls() > 1 + group.listed() / LISTED_A_PAGE) {
                questions.add(MarkerQuestion.ofDrop(settlements, drop, group));
            } else {
                rows.calls(drop, group, asOf)
                        .forEach(call -> questions.add(MarkerQuestion.ofCall(settlements, drop, group, call)));
            }
        }
        return questions;
    }

    /** The rows that are still uncertain, read in pages: a drop may have a million of them. */
    private final class ByPerson implements Iterator<Question> {
        private final Set<String> except;
        private final Deque<UncertainRow> page = new ArrayDeque<>();
        private long lastRow;
        private boolean atEnd;

        ByPerson(Set<String> except) {
            this.except = except;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !atEnd) {
                page.addAll(rows.page(drop, lastRow, PAGE, asOf, except));
                atEnd = page.isEmpty();
            }
            return !page.isEmpty();
        }

        @Override
        public Question next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            UncertainRow row = page.remove();
            lastRow = row.id();
            return new PersonQuestion(settlements, drop, row, keyColumns.apply(row.target()), clock);
        }
    }
}

package invitations.ledger.report;

import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.plan.PlanFigureReader;
import invitations.ledger.plan.PlanFigures.PastDrop;
import invitations.ledger.store.Database;
import invitations.ledger.store.RowRange;
import java.util.Optional;

/**
 * What the file of a drop has otherwise than that of its feed's last drop. People are known by the keys that the ledger
 * keeps, so that it holds for files that are gone, too. Rows that are wrong or left out name nobody.
 *
 * @param lastDrop the id of the last reported drop of the feed whose rows count
 * @param lastRows how many rows its file had
 * @param joiners how many people the file has that the last one had not
 * @param leavers how many people the last one had that the file has not
 */
public record PlanDifference(String lastDrop, long lastRows, long joiners, long leavers) {

    /**
     * {@return what differs; empty where the feed has no drop to compare with}
     *
     * @param own the database that has the drop
     * @param history the one that knows what its feed did before
     */
    public static Optional<PlanDifference> of(Database own, Database history, Drop drop) {
        Optional<PastDrop> last = PlanFigureReader.last(own, history, drop);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        String id = last.get().id();
        long number = history.read(statements ->
                DropQuery.find(statements, "id = ?", id).orElseThrow().number());
        PeopleOfFile now = new PeopleOfFile(own, RowRange.ofFile(drop.number()));
        PeopleOfFile before = new PeopleOfFile(history, RowRange.ofFile(number));
        return Optional.of(
                new PlanDifference(id, last.get().rows(), now.countMissingIn(before), before.countMissingIn(now)));
    }
}

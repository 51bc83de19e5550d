package invitations.ledger.status;

import invitations.invitation.RowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A statement that changes the status of rows, each by one of several transitions. It changes a row only where the row's
 * status is one that its transition begins at.
 */
public final class RowChange {
    /** What a row must have for that transition. */
    private record Branch(String condition, RowTransition transition) {}

    private final List<Branch> branches;
    private final RowTransition otherwise;

    /** All rows take the same transition. */
    public RowChange(RowTransition transition) {
        this(List.of(), transition);
    }

    private RowChange(List<Branch> branches, RowTransition otherwise) {
        this.branches = branches;
        this.otherwise = otherwise;
    }

    /** {@return the same, but for rows in a status that the other transition begins at, which take that} */
    public RowChange but(RowTransition transition) {
        return but("", transition);
    }

    /**
     * {@return the same, but for rows of that condition, which take the other transition, where it begins at their status} The
     * one that is added last comes first.
     */
    public RowChange but(String condition, RowTransition transition) {
        List<Branch> all = new ArrayList<>();
        all.add(new Branch(condition, transition));
        all.addAll(branches);
        return new RowChange(all, otherwise);
    }

    /**
     * {@return the statement} Its parameters are those of the conditions, of the assignments, and of the rows.
     *
     * @param assignments what is set beside the status
     * @param where which rows are meant, among those that can be changed so
     */
    public String update(String assignments, String where) {
        return "UPDATE drop_rows SET status = " + target() + ", " + assignments + " WHERE " + StatusSql.in(from())
                + " AND " + where;
    }

    private String target() {
        if (branches.isEmpty()) {
            return StatusSql.text(otherwise.to());
        }
        StringBuilder target = new StringBuilder("CASE");
        for (Branch branch : branches) {
            RowTransition transition = branch.transition();
            target.append(" WHEN ").append(StatusSql.in(transition.from()));
            if (!branch.condition().isEmpty()) {
                target.append(" AND (").append(branch.condition()).append(')');
            }
            target.append(" THEN ").append(StatusSql.text(transition.to()));
        }
        return target.append(" ELSE ")
                .append(StatusSql.text(otherwise.to()))
                .append(" END")
                .toString();
    }

    /** {@return what is left over takes the last transition, so that it decides for which rows there is one} */
    private Set<RowStatus> from() {
        return otherwise.from();
    }
}

package invitations.guard;

import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Shows what a plan would do to people who are to approve it. */
public interface PlanDisplay {
    /** The name of the file that has the plan row by row. */
    String FILE = "plan.csv";

    /** Writes the plan, row by row, to {@link #FILE} in the folder: it is there whole or not at all. */
    void write(Drop drop, Path folder) throws IOException;

    /**
     * {@return what the plan would do, in lines}
     *
     * @param reasons why the drop is held
     */
    List<String> lines(Drop drop, List<HoldReason> reasons);
}

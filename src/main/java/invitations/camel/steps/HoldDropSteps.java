package invitations.camel.steps;

import invitations.guard.HoldFolders;
import invitations.ledger.drop.Drop;
import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * The bean {@code holdDrop}: shows drops that are held in the folder {@code hold}, and acts on the files that people put there.
 * Safe for any number of threads.
 */
public final class HoldDropSteps {
    private final HoldFolders folders;

    public HoldDropSteps(HoldFolders folders) {
        this.folders = folders;
    }

    /** Writes the folder of a drop where it is held, and takes it away where it is not. */
    public void bring(Drop drop) {
        folders.bring(drop);
    }

    /** Brings all folders up to date after a start, and acts on the files that are there. */
    public void settle() {
        folders.settle();
    }

    /**
     * Acts on a file that approves or discards a drop.
     *
     * @return the drop that goes on now: to be received once more, or sending; null where none does
     */
    public @Nullable Drop act(File file) {
        return folders.act(file.toPath().toAbsolutePath().normalize());
    }
}

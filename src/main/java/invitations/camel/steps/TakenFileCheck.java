package invitations.camel.steps;

import invitations.home.HomeFolder;
import invitations.intake.inbox.OriginalFiles;
import invitations.intake.inbox.Quarantine;
import invitations.intake.inbox.WorkFolder;
import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code taken-files}: looks once more at files that were taken, right before anything is sent or refused of them,
 * and when their drop has ended. One that somebody has written to since goes back into the drop folder, to come to rest and
 * be planned anew: nothing of it is lost. Safe for any number of threads.
 */
public final class TakenFileCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TakenFileCheck.class);

    private final HomeFolder home;
    private final Ledger ledger;
    private final OriginalFiles originals;
    private final WorkFolder work;

    public TakenFileCheck(HomeFolder home, Ledger ledger) {
        this.home = home;
        this.ledger = ledger;
        this.originals = new OriginalFiles(home);
        this.work = new WorkFolder(home);
    }

    /** {@return whether the drop may be sent: its file is as it was planned, or part of the drop has been sent already} */
    public boolean confirmUnchanged(Drop drop) throws IOException {
        Path file = home.work().resolve(drop.work());
        if (drop.state() != DropState.SENDING
                || !originals.hasChanged(file)
                || ledger.drops().hasBegun(drop)) {
            return true;
        }
        if (ledger.drops().withdraw(drop)) {
            giveBack(drop, file);
            return false;
        }
        // What was sent of it before stays; the rest waits for the file that comes now.
        release(file, drop.content());
        return true;
    }

    /** {@return whether the file of a drop may be refused: it is as it was read} */
    public boolean mayBeRefused(ReceivedFile received) throws IOException {
        Path file = received.arrival().file();
        Drop drop = received.reception().drop();
        if (!originals.hasChanged(file) || !ledger.drops().withdraw(drop)) {
            return true;
        }
        giveBack(drop, file);
        return false;
    }

    /**
     * Puts a file back that somebody wrote to after its drop was sent: it is a drop of its own then.
     *
     * @param content the SHA-256 of what was read of it, in hex
     */
    void release(Path file, String content) throws IOException {
        if (originals.isOther(file, content)) {
            LOG.warn(
                    "{} was written to after it had been read: it is drop/{} again, to be read anew",
                    Quarantine.logged(file.getFileName().toString()),
                    Quarantine.logged(dropped(originals.giveBack(file))));
            work.giveBackCompanions(file);
        }
    }

    /** The copy goes first: after a crash in between, what was taken is put back all the same. */
    private void giveBack(Drop drop, Path file) throws IOException {
        String name = Quarantine.logged(drop.fileName());
        Files.deleteIfExists(file);
        Path back = originals.giveBack(file);
        work.giveBack(file.resolveSibling(".").normalize());
        LOG.warn(
                "{} was written to after it was taken: it is drop/{} again, and is planned anew when it has come to rest",
                name,
                Quarantine.logged(dropped(back)));
    }

    private String dropped(Path file) {
        return home.drop().relativize(file).toString();
    }
}

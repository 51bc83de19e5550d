package invitations.camel.steps;

import invitations.intake.inbox.WorkFile;
import invitations.intake.read.DropFile;
import invitations.ledger.drop.ReceiveResult;

/**
 * An arrival that the ledger knows.
 *
 * @param arrival where the file is
 * @param reception what it is to the ledger
 * @param file the file, opened once: what was hashed is what will be read
 */
public record ReceivedFile(WorkFile arrival, ReceiveResult reception, DropFile file) {

    /** {@return whether the file must be read} */
    public boolean isToBePlanned() {
        return reception.isToBePlanned();
    }
}

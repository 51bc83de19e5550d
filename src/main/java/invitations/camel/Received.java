package invitations.camel;

import invitations.intake.DropFile;
import invitations.ledger.Reception;

/**
 * An arrival that the ledger knows.
 *
 * @param arrival where the file is
 * @param reception what it is to the ledger
 * @param file the file, opened once: what was hashed is what will be read
 */
public record Received(Arrival arrival, Reception reception, DropFile file) {

    /** Whether the file must be read. */
    public boolean isToBePlanned() {
        return reception.isToBePlanned();
    }
}

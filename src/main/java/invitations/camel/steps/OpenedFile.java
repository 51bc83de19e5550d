package invitations.camel.steps;

import invitations.intake.inbox.WorkFile;
import invitations.intake.read.DropFile;
import invitations.ledger.drop.Drop;
import org.jspecify.annotations.Nullable;

/**
 * An arrival whose file was opened and hashed.
 *
 * @param arrival where the file is
 * @param file the file, opened once: what was hashed is what will be read
 * @param readOtherwise the drop of this content as which the file is not read any more; null where there is none
 */
public record OpenedFile(WorkFile arrival, DropFile file, @Nullable Drop readOtherwise) {}

package invitations.camel;

import invitations.intake.DropFile;
import invitations.ledger.Drop;
import org.jspecify.annotations.Nullable;

/**
 * An arrival whose file was opened and hashed.
 *
 * @param arrival where the file is
 * @param file the file, opened once: what was hashed is what will be read
 * @param readOtherwise the drop of this content as which the file is not read any more; null where there is none
 */
public record Opened(Arrival arrival, DropFile file, @Nullable Drop readOtherwise) {}

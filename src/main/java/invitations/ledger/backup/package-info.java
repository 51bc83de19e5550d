/** Backups of a ledger, their return, and whether a ledger is sound. */
@NullMarked
package invitations.ledger.backup;

import org.jspecify.annotations.NullMarked;

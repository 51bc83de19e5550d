/** The state machine of a row: each transition with its cause, and the SQL that is rendered from it. */
@NullMarked
package invitations.ledger.status;

import org.jspecify.annotations.NullMarked;

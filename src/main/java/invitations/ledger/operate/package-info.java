/** What operators do to a ledger: commands, decisions, holds, erasure. */
@NullMarked
package invitations.ledger.operate;

import org.jspecify.annotations.NullMarked;

/** The durable memory of drops, rows, intents and outcomes: the single source of truth. This is its door. */
@NullMarked
package invitations.ledger;

import org.jspecify.annotations.NullMarked;

/** Drops, and what the ledger knows of their rows before and beside sending: claims, lookups, readings. */
@NullMarked
package invitations.ledger.drop;

import org.jspecify.annotations.NullMarked;

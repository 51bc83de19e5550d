/** Stations 7, 10 and 11: intents, outcomes, and what becomes of rows that are uncertain. */
@NullMarked
package invitations.ledger.send;

import org.jspecify.annotations.NullMarked;

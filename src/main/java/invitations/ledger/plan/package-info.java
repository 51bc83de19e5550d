/** Station 5: rows are written as planned, and repetitions are found. */
@NullMarked
package invitations.ledger.plan;

import org.jspecify.annotations.NullMarked;

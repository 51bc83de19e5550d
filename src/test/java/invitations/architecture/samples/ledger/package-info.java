/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.ledger;

import org.jspecify.annotations.NullMarked;

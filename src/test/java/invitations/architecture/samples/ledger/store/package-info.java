/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.ledger.store;

import org.jspecify.annotations.NullMarked;

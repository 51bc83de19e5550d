/** The database under the ledger: schema, group commit, statements, and the files beside it. For the ledger only. */
@NullMarked
package invitations.ledger.store;

import org.jspecify.annotations.NullMarked;

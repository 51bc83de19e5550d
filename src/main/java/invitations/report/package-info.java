/** Writes what became of a drop: the summary, the rows with their results, the dead letters. Views of the ledger. */
@NullMarked
package invitations.report;

import org.jspecify.annotations.NullMarked;

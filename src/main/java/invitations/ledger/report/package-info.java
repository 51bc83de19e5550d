/** Station 12: what reports, deliveries, follow-ups and the verification read. */
@NullMarked
package invitations.ledger.report;

import org.jspecify.annotations.NullMarked;

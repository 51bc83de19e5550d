/** What everything speaks of: invitations, their keys, targets, statuses and codes. Imports nothing of ours. */
@NullMarked
package invitations.invitation;

import org.jspecify.annotations.NullMarked;

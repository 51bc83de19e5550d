/** Whether the rows of a drop may be sent now: pauses by persons, windows, and the pace of recipients' domains. */
@NullMarked
package invitations.send.time;

import org.jspecify.annotations.NullMarked;

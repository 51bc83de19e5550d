/** Requests out, answers in: bodies, batches, what an answer means, and when to stop asking. */
@NullMarked
package invitations.call;

import org.jspecify.annotations.NullMarked;

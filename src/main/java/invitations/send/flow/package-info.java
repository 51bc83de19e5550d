/** Whether a target may be called now, and how fast: circuit breakers and rate limits. */
@NullMarked
package invitations.send.flow;

import org.jspecify.annotations.NullMarked;

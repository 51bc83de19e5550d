/** Journeys to each target, and what only one of them has. */
@NullMarked
package invitations.journey.target;

import org.jspecify.annotations.NullMarked;

/** Journeys of files: what is read, what is refused, and what comes back. */
@NullMarked
package invitations.journey.intake;

import org.jspecify.annotations.NullMarked;

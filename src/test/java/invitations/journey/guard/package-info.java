/** Journeys of drops that guards hold, and of those who approve them. */
@NullMarked
package invitations.journey.guard;

import org.jspecify.annotations.NullMarked;

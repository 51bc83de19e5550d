/** Journeys of rows whose calls had no clear end. */
@NullMarked
package invitations.journey.settle;

import org.jspecify.annotations.NullMarked;

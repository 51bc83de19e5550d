/** Journeys of rows that are sent: faults, limits, stops, precautions. */
@NullMarked
package invitations.journey.send;

import org.jspecify.annotations.NullMarked;

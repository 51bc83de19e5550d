/** Journeys of operators: backup, restore, forget, follow-up, retention. */
@NullMarked
package invitations.journey.operate;

import org.jspecify.annotations.NullMarked;

/** Stations 3 and 4: records become invitations, or errors. */
@NullMarked
package invitations.intake.check;

import org.jspecify.annotations.NullMarked;

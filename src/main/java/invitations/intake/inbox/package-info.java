/** Station 1 of a row: files are found in the drop folder, taken into the work folder, or put aside. */
@NullMarked
package invitations.intake.inbox;

import org.jspecify.annotations.NullMarked;

/** What containers have in common: their kinds, the bounds of what is unpacked, and the directory of a ZIP. */
@NullMarked
package invitations.intake.container;

import org.jspecify.annotations.NullMarked;

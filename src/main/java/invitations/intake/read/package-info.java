/** Station 2: bytes become records, with their numbers and lines. */
@NullMarked
package invitations.intake.read;

import org.jspecify.annotations.NullMarked;

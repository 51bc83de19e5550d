/** A target that the program does not have: it needs one route file and one class. */
@NullMarked
package invitations.newsletter;

import org.jspecify.annotations.NullMarked;

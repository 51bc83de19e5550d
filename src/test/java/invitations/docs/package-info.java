/** Holds what is written for people, and the samples, to the program. */
@NullMarked
package invitations.docs;

import org.jspecify.annotations.NullMarked;

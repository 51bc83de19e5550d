/** Tests of guards, and of the files that approve drops. */
@NullMarked
package invitations.guard;

import org.jspecify.annotations.NullMarked;

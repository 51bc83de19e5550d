/** Between stations 5 and 6: whether a planned drop is held, and what lets it go on. */
@NullMarked
package invitations.guard;

import org.jspecify.annotations.NullMarked;

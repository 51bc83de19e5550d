/** Asks the API about calls of which nobody knows how they ended. */
@NullMarked
package invitations.settle;

import org.jspecify.annotations.NullMarked;

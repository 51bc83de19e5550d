/** Station 6: open rows are cut into calls, and calls are made. */
@NullMarked
package invitations.send;

import org.jspecify.annotations.NullMarked;

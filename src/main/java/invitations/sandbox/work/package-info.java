/** What the endpoints of the sandbox do. */
@NullMarked
package invitations.sandbox.work;

import org.jspecify.annotations.NullMarked;

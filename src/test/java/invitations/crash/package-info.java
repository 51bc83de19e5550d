/** Kills and power cuts, judged by the sandbox's own record. */
@NullMarked
package invitations.crash;

import org.jspecify.annotations.NullMarked;

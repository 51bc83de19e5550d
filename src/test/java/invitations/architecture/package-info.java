/** Holds the package table, and what goes with it, true. */
@NullMarked
package invitations.architecture;

import org.jspecify.annotations.NullMarked;

/** The packaged program, by its launcher. */
@NullMarked
package invitations.launcher;

import org.jspecify.annotations.NullMarked;

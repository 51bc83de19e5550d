/** The command line: the only package that prints and exits. This is its entry. */
@NullMarked
package invitations.cli;

import org.jspecify.annotations.NullMarked;

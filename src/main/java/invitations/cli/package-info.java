/** The command line: verbs, exit codes, and all that is printed. */
@NullMarked
package invitations.cli;

import org.jspecify.annotations.NullMarked;

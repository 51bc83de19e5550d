/** What all commands share: options, exit codes, logging, the terminal. */
@NullMarked
package invitations.cli.console;

import org.jspecify.annotations.NullMarked;

/** Commands that invite: send, run, check, resume, replay, demo. */
@NullMarked
package invitations.cli.work;

import org.jspecify.annotations.NullMarked;

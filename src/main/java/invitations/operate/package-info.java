/** What is done beside sending: operator commands, erasure of a person, retention, follow-up. */
@NullMarked
package invitations.operate;

import org.jspecify.annotations.NullMarked;

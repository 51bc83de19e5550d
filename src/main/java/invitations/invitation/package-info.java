/** The words of the field: invitation, key, target, operation, status of a row, reason, warning. */
@NullMarked
package invitations.invitation;

import org.jspecify.annotations.NullMarked;

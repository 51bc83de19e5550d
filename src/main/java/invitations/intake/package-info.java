/** From bytes to rows to invitations: encoding, dialect, header, and every error that a row can have. */
@NullMarked
package invitations.intake;

import org.jspecify.annotations.NullMarked;

/** Which charset a text is in; where that is not certain, it is not guessed. */
@NullMarked
package invitations.intake.charset;

import org.jspecify.annotations.NullMarked;

/** The header: names of columns, which of them are known, and which may be mistaken for others. */
@NullMarked
package invitations.intake.column;

import org.jspecify.annotations.NullMarked;

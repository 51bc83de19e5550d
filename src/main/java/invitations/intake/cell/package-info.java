/** What the text of one cell means, and what a spreadsheet or an export did to it. */
@NullMarked
package invitations.intake.cell;

import org.jspecify.annotations.NullMarked;

/** Workbooks: the sheet that is read, its cells as a person sees them, written as CSV. */
@NullMarked
package invitations.intake.workbook;

import org.jspecify.annotations.NullMarked;

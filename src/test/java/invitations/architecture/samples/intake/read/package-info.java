/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.intake.read;

import org.jspecify.annotations.NullMarked;

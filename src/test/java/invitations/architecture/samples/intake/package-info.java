/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.intake;

import org.jspecify.annotations.NullMarked;

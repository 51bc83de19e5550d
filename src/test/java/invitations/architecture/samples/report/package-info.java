/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.report;

import org.jspecify.annotations.NullMarked;

/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.sandbox;

import org.jspecify.annotations.NullMarked;

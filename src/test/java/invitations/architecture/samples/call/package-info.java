/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.call;

import org.jspecify.annotations.NullMarked;

/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.send;

import org.jspecify.annotations.NullMarked;

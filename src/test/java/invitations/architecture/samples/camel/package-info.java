/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.camel;

import org.jspecify.annotations.NullMarked;

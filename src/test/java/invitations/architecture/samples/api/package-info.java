/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.api;

import org.jspecify.annotations.NullMarked;

/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.feed;

import org.jspecify.annotations.NullMarked;

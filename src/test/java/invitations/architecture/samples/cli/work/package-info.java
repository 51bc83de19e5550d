/** Breaks the package table on purpose. */
@NullMarked
package invitations.architecture.samples.cli.work;

import org.jspecify.annotations.NullMarked;

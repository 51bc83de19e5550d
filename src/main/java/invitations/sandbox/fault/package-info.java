/** Faults that can be ordered from the sandbox. */
@NullMarked
package invitations.sandbox.fault;

import org.jspecify.annotations.NullMarked;

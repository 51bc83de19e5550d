/** The APIs in small, with faults to order; imports nothing of ours, so that it cannot share a mistake. */
@NullMarked
package invitations.sandbox;

import org.jspecify.annotations.NullMarked;

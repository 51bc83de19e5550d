/** The vendor's API in small, with faults to order. Shares no code with the rest, so that it cannot share a bug. */
@NullMarked
package invitations.sandbox;

import org.jspecify.annotations.NullMarked;

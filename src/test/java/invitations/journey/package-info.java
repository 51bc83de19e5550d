/** Whole journeys: files in, requests at the sandbox, reports out. */
@NullMarked
package invitations.journey;

import org.jspecify.annotations.NullMarked;

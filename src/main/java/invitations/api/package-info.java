/** Stations 8 and 9: requests to the APIs, their responses, and what these mean. */
@NullMarked
package invitations.api;

import org.jspecify.annotations.NullMarked;

/** Journeys by servers and proxies. */
@NullMarked
package invitations.journey.remote;

import org.jspecify.annotations.NullMarked;

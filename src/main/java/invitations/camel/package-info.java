/** The runtime on Camel: starts and stops the routes, and binds their beans. */
@NullMarked
package invitations.camel;

import org.jspecify.annotations.NullMarked;

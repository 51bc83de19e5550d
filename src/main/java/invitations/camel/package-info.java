/** The only package on Camel: it wires the routes to what the other packages know. */
@NullMarked
package invitations.camel;

import org.jspecify.annotations.NullMarked;

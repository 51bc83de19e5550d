/** Holds the route files to the schema, to the style and to their tests. */
@NullMarked
package invitations.routes;

import org.jspecify.annotations.NullMarked;

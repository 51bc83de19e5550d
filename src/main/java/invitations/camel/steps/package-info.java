/** What routes call: one class for each route, named after it. */
@NullMarked
package invitations.camel.steps;

import org.jspecify.annotations.NullMarked;

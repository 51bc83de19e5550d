/** Every property, its value, and where the value came from. */
@NullMarked
package invitations.settings;

import org.jspecify.annotations.NullMarked;

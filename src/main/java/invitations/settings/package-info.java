/** Every property of the bundle: its key, what it may be, its default, and where its value came from. */
@NullMarked
package invitations.settings;

import org.jspecify.annotations.NullMarked;

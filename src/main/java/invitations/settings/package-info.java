/** What all settings share, whichever file they stand in: how a mistake in one is told. */
@NullMarked
package invitations.settings;

import org.jspecify.annotations.NullMarked;

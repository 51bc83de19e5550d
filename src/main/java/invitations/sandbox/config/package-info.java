/** What a sandbox is set up with: access, catalog, limits, variants. */
@NullMarked
package invitations.sandbox.config;

import org.jspecify.annotations.NullMarked;

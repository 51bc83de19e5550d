/** What tests share: a sandbox with a home, ledgers to work on, servers, files, and rows. */
@NullMarked
package invitations.testing;

import org.jspecify.annotations.NullMarked;

/** The folder that holds everything: its lock, who may enter it, and its ledger. */
@NullMarked
package invitations.home;

import org.jspecify.annotations.NullMarked;

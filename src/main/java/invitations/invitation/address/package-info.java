/** E-mail addresses and user names: which are valid, and which spellings are one person. */
@NullMarked
package invitations.invitation.address;

import org.jspecify.annotations.NullMarked;

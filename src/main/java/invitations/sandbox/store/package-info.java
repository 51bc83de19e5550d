/** What the sandbox remembers: invitations, mails, terms to search by. */
@NullMarked
package invitations.sandbox.store;

import org.jspecify.annotations.NullMarked;

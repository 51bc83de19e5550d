/** Requests, responses and endpoints of the sandbox. */
@NullMarked
package invitations.sandbox.http;

import org.jspecify.annotations.NullMarked;

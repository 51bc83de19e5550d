/** The vendors' published shapes, to which the bundle's requests and the sandbox's answers are held. */
@NullMarked
package invitations.contract;

import org.jspecify.annotations.NullMarked;

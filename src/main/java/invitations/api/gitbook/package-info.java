/** The targets and the lists of the GitBook API. */
@NullMarked
package invitations.api.gitbook;

import org.jspecify.annotations.NullMarked;

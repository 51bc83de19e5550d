/** The targets and the list of the ibl.ai API. */
@NullMarked
package invitations.api.iblai;

import org.jspecify.annotations.NullMarked;

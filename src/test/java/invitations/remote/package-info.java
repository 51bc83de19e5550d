@NullMarked
package invitations.remote;

import org.jspecify.annotations.NullMarked;

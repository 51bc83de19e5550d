/** Other people's servers: their keys, the names of their files, and whether they can be worked with. */
@NullMarked
package invitations.remote;

import org.jspecify.annotations.NullMarked;

/** Servers of others: their keys, names of files, whether they can be worked with. */
@NullMarked
package invitations.remote;

import org.jspecify.annotations.NullMarked;

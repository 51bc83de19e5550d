/** Station 11: the API is asked about rows, what became of them or whether to send them. */
@NullMarked
package invitations.settle;

import org.jspecify.annotations.NullMarked;

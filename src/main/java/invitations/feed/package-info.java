/** The settings of a feed: what the files of one folder have in common. */
@NullMarked
package invitations.feed;

import org.jspecify.annotations.NullMarked;

/** The settings of a feed: its columns, dialect, mapping, restrictions and lists of people who are not invited. */
@NullMarked
package invitations.feed;

import org.jspecify.annotations.NullMarked;

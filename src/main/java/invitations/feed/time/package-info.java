/** What a feed says about times: when its files are taken, when its people are invited and how fast, and when a file must be there. */
@NullMarked
package invitations.feed.time;

import org.jspecify.annotations.NullMarked;

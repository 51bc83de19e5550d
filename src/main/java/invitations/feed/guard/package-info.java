/** What a feed says about guards: when a drop is held, who approves it, and whether a file is the whole list. */
@NullMarked
package invitations.feed.guard;

import org.jspecify.annotations.NullMarked;

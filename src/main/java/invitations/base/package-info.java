/** What any package may need and none of them is about: digests, causes, random names, texts for people to look at. */
@NullMarked
package invitations.base;

import org.jspecify.annotations.NullMarked;

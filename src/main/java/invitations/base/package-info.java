/** What no other package is about: private folders and files, locks on time, digests, causes of failures, texts for people to look at. */
@NullMarked
package invitations.base;

import org.jspecify.annotations.NullMarked;

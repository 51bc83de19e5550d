/** Station 1b: gzip, ZIP and OpenPGP are unpacked. */
@NullMarked
package invitations.intake.unpack;

import org.jspecify.annotations.NullMarked;

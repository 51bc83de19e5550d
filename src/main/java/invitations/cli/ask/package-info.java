/** Commands that ask: doctor, template, list, links, licences. */
@NullMarked
package invitations.cli.ask;

import org.jspecify.annotations.NullMarked;

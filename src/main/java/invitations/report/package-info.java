/** Station 12: report, dead letters, status and their folder. */
@NullMarked
package invitations.report;

import org.jspecify.annotations.NullMarked;

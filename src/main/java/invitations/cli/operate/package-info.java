/** Commands that operate a home: status, decide, forget, purge, backup, restore. */
@NullMarked
package invitations.cli.operate;

import org.jspecify.annotations.NullMarked;

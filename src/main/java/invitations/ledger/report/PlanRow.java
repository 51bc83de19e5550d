package invitations.ledger.report;

import invitations.invitation.RowStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file with what its plan would do with it.
 *
 * @param id its id in the ledger
 * @param line the line it starts on, the header is line 1
 * @param status where it stands
 * @param cells its values as they stand in the file
 * @param code why, for machines; several codes are separated by blanks; null for nothing
 * @param message why, in words; null for nothing
 * @param target the target's name; null where it is not known
 * @param tenant whom the call would be made for; null where it is not known
 * @param targetKey where in the target it would go; null where it is not known
 * @param item what would be sent, a JSON object; null where nothing would
 */
public record PlanRow(
        long id,
        long line,
        RowStatus status,
        List<String> cells,
        @Nullable String code,
        @Nullable String message,
        @Nullable String target,
        @Nullable String tenant,
        @Nullable String targetKey,
        @Nullable String item) {}

package invitations.ledger.report;

import invitations.invitation.RowStatus;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a plan that would end alike, at the same place.
 *
 * @param status where they stand; {@link RowStatus#PLANNED} for all that would be sent
 * @param code why, where rows are left out or were not sent; null for every other status
 * @param target the target's name; null where it is not known, as for rows that are wrong
 * @param tenant the platform or organization; null where it is not known
 * @param rows how many they are, at least 1
 * @param firstId the id of the first of them
 * @param lastId the id of the last of them
 */
public record PlanGroup(
        RowStatus status,
        @Nullable String code,
        @Nullable String target,
        @Nullable String tenant,
        long rows,
        long firstId,
        long lastId) {}

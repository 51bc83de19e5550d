package invitations.intake;

import invitations.feed.Precautions;
import invitations.invitation.Code;
import invitations.invitation.FieldType;
import invitations.invitation.RowError;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What planning goes by beside the file and its feed.
 *
 * @param clock by which dates are in the past
 * @param mostBlank how many blank invitations one row may ask for
 * @param drop the id of the drop, for names that nobody else has
 */
public record PlanningRules(Clock clock, long mostBlank, String drop) {

    /** What is wrong with a value that is one of its type; null when nothing is. */
    @Nullable
    RowError broken(FieldType type, String column, Object value, Precautions precautions) {
        String text = value.toString();
        if (type == FieldType.END_TIME
                && !OffsetDateTime.parse(text).toInstant().isAfter(clock.instant())) {
            return new RowError(Code.DATE_IN_PAST, column, Text.quote(text), "a date that is still to come");
        }
        if (type == FieldType.COUNT && (Long) value > mostBlank) {
            return new RowError(
                    Code.INVALID_COUNT,
                    column,
                    text,
                    "at most " + mostBlank + "; invitations.blank.most allows more, or use several rows");
        }
        if (type == FieldType.ROLE && text.equals("admin") && !precautions.isAdminAllowed()) {
            return new RowError(
                    Code.ROLE_NOT_ALLOWED,
                    column,
                    text,
                    "another role; only a feed with allow-admin=true may make administrators");
        }
        return null;
    }

    /** A source for blank invitations that nobody else uses. */
    String sourceOf(long record) {
        return "invitations-" + drop + "-" + record;
    }
}

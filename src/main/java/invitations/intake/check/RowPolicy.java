package invitations.intake.check;

import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.feed.Restrictions;
import invitations.intake.cell.EmailSuggestion;
import invitations.intake.cell.HttpsUrl;
import invitations.invitation.FieldType;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What planning goes by beside the file and its feed.
 *
 * @param clock by which dates are in the past
 * @param mostBlank how many blank invitations one row may ask for
 * @param drop the id of the drop, for names that nobody else has
 * @param suppressed whether somebody wants no invitation, by their address
 */
public record RowPolicy(Clock clock, long mostBlank, String drop, Predicate<String> suppressed) {

    /** The row, unless its person may not be invited, or does not want to be. */
    PlannedRow allowed(PlannedRow.Valid row, Restrictions restrictions) {
        List<String> addresses = row.invitation().addresses();
        for (String address : addresses) {
            if (suppressed.test(address)) {
                return new PlannedRow.Skipped(
                        row.row(), ReasonCode.SUPPRESSED, "on the list of those who want no invitation");
            }
        }
        for (String address : addresses) {
            if (!restrictions.letsDomainOf(address)) {
                return new PlannedRow.Invalid(
                        row.row(),
                        List.of(new RowError(
                                ReasonCode.DOMAIN_NOT_ALLOWED,
                                null,
                                TextRules.quote(addresses.get(0)),
                                "an address of a domain that the feed's allow-domains and deny-domains let through")));
            }
        }
        return row;
    }

    /** {@return what is wrong with a value that is one of its type; null when nothing is} */
    @Nullable
    RowError broken(FieldType type, String column, Object value, Feed feed) {
        String text = value.toString();
        if (type == FieldType.END_TIME
                && !OffsetDateTime.parse(text).toInstant().isAfter(clock.instant())) {
            return new RowError(ReasonCode.DATE_IN_PAST, column, TextRules.quote(text), "a date that is still to come");
        }
        if (type == FieldType.COUNT && (Long) value > mostBlank) {
            return new RowError(
                    ReasonCode.INVALID_COUNT,
                    column,
                    text,
                    "at most " + mostBlank + "; invitations.blank.most allows more, or use several rows");
        }
        if (type == FieldType.ROLE
                && text.equals("admin")
                && !feed.precautions().isAdminAllowed()) {
            return new RowError(
                    ReasonCode.ROLE_NOT_ALLOWED,
                    column,
                    text,
                    "another role; only a feed with allow-admin=true may make administrators");
        }
        if (type == FieldType.URL && !feed.restrictions().letsHost(HttpsUrl.host(text))) {
            return new RowError(
                    ReasonCode.HOST_NOT_ALLOWED,
                    column,
                    TextRules.quote(text),
                    "a host that the feed's redirect-hosts let through");
        }
        if (type == FieldType.EMAIL && !feed.restrictions().areTyposAccepted()) {
            return EmailSuggestion.typo(text)
                    .map(meant -> new RowError(
                            ReasonCode.EMAIL_TYPO,
                            column,
                            TextRules.quote(text),
                            "a domain that is no slip: perhaps " + meant.substring(meant.lastIndexOf('@') + 1)
                                    + "; the feed's typo-domains=accept takes it as it is",
                            Map.of(column, meant)))
                    .orElse(null);
        }
        return null;
    }

    /** A source for blank invitations that nobody else uses. */
    String sourceOf(long record) {
        return "invitations-" + drop + "-" + record;
    }
}

package invitations.send;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.Call;
import invitations.api.ItemJson;
import invitations.feed.FeedReader;
import invitations.feed.RestrictionCache;
import invitations.feed.Restrictions;
import invitations.feed.SuppressionList;
import invitations.invitation.FileRefusedException;
import invitations.invitation.OpenRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.Target;
import invitations.ledger.Ledger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks, last before the intent, whether the people of a call may still be invited: what was planned may be days old. Safe
 * for any number of threads.
 */
public final class AdmissionCheck {
    private final Ledger ledger;
    private final SuppressionList suppression;
    private final RestrictionCache restrictions;
    private final TargetRegistry targets;

    public AdmissionCheck(
            Ledger ledger, SuppressionList suppression, Path home, Supplier<FeedReader> feeds, TargetRegistry targets) {
        this.ledger = ledger;
        this.suppression = suppression;
        this.restrictions = new RestrictionCache(home, feeds);
        this.targets = targets;
    }

    /**
     * The call with those who may be invited; the rows of the others end as SKIPPED.
     *
     * @param feed the feed of their drop
     * @throws FileRefusedException when nobody can tell, since the list of those who want no invitation, or the feed's file, is wrong
     */
    Call admitted(Call call, String feed) {
        Restrictions now = restrictions.of(feed);
        if (suppression.readEmpty() && now.letsAllDomains()) {
            return call;
        }
        Predicate<String> suppressed = suppression.now();
        List<OpenRow> admitted = new ArrayList<>();
        Map<ReasonCode, List<Long>> leftOut = new LinkedHashMap<>();
        for (OpenRow row : call.rows()) {
            List<String> addresses = addresses(row);
            if (addresses.stream().anyMatch(suppressed)) {
                leftOut.computeIfAbsent(ReasonCode.SUPPRESSED, code -> new ArrayList<>())
                        .add(row.id());
            } else if (!addresses.stream().allMatch(now::letsDomainOf)) {
                leftOut.computeIfAbsent(ReasonCode.DOMAIN_NOT_ALLOWED, code -> new ArrayList<>())
                        .add(row.id());
            } else {
                admitted.add(row);
            }
        }
        leftOut.forEach((code, rows) -> ledger.outcomes().leaveOut(rows, code, "found right before it was to be sent"));
        return leftOut.isEmpty() ? call : call.with(admitted);
    }

    /** {@return whether what keeps a call from being made is a matter of its feed, so that rows of others may go} */
    static boolean isOfFeedAlone(ReasonCode code) {
        return code == ReasonCode.INVALID_FEED || code == ReasonCode.UNKNOWN_FEED || code == ReasonCode.DRY_RUN;
    }

    /** The addresses that the row's person is known by; a user name may be one. */
    private List<String> addresses(OpenRow row) {
        Target target = targets.named(row.target());
        Set<String> subjects = target.subjectColumns(row.operation());
        JsonNode item = ItemJson.of(row);
        return target.fields(row.operation()).stream()
                .filter(field -> subjects.contains(field.column()))
                .map(field -> item.at("/" + String.join("/", field.path())).asText())
                .filter(text -> text.indexOf('@') > 0)
                .toList();
    }
}

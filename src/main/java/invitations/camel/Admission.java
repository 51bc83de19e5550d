package invitations.camel;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.call.Call;
import invitations.call.Items;
import invitations.feed.CurrentRestrictions;
import invitations.feed.Feeds;
import invitations.feed.Restrictions;
import invitations.feed.Suppression;
import invitations.invitation.Code;
import invitations.invitation.OpenRow;
import invitations.invitation.RefusedFile;
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
public final class Admission {
    private final Ledger ledger;
    private final Suppression suppression;
    private final CurrentRestrictions restrictions;
    private final Targets targets;

    public Admission(Ledger ledger, Suppression suppression, Path home, Supplier<Feeds> feeds, Targets targets) {
        this.ledger = ledger;
        this.suppression = suppression;
        this.restrictions = new CurrentRestrictions(home, feeds);
        this.targets = targets;
    }

    /**
     * The call with those who may be invited; the rows of the others end as SKIPPED.
     *
     * @param feed the feed of their drop
     * @throws RefusedFile when nobody can tell, since the list of those who want no invitation, or the feed's file, is wrong
     */
    Call admitted(Call call, String feed) {
        Restrictions now = restrictions.of(feed);
        if (suppression.readEmpty() && now.letsAllDomains()) {
            return call;
        }
        Predicate<String> suppressed = suppression.now();
        List<OpenRow> admitted = new ArrayList<>();
        Map<Code, List<Long>> leftOut = new LinkedHashMap<>();
        for (OpenRow row : call.rows()) {
            List<String> addresses = addresses(row);
            if (addresses.stream().anyMatch(suppressed)) {
                leftOut.computeIfAbsent(Code.SUPPRESSED, code -> new ArrayList<>())
                        .add(row.id());
            } else if (!addresses.stream().allMatch(now::letsDomainOf)) {
                leftOut.computeIfAbsent(Code.DOMAIN_NOT_ALLOWED, code -> new ArrayList<>())
                        .add(row.id());
            } else {
                admitted.add(row);
            }
        }
        leftOut.forEach((code, rows) -> ledger.outcomes().leaveOut(rows, code, "found right before it was to be sent"));
        return leftOut.isEmpty() ? call : call.with(admitted);
    }

    /** The addresses that the row's person is known by; a user name may be one. */
    private List<String> addresses(OpenRow row) {
        Target target = targets.named(row.target());
        Set<String> subjects = target.subjectColumns(row.operation());
        JsonNode item = Items.of(row);
        return target.fields(row.operation()).stream()
                .filter(field -> subjects.contains(field.column()))
                .map(field -> item.at("/" + String.join("/", field.path())).asText())
                .filter(text -> text.indexOf('@') > 0)
                .toList();
    }
}

package invitations.camel;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.call.Call;
import invitations.call.Items;
import invitations.feed.Feeds;
import invitations.feed.Restrictions;
import invitations.feed.Suppression;
import invitations.invitation.Code;
import invitations.invitation.OpenRow;
import invitations.invitation.RefusedFile;
import invitations.invitation.Target;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
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
    private final Supplier<Feeds> feeds;
    private final Targets targets;

    public Admission(Ledger ledger, Suppression suppression, Supplier<Feeds> feeds, Targets targets) {
        this.ledger = ledger;
        this.suppression = suppression;
        this.feeds = feeds;
        this.targets = targets;
    }

    /** What the feed of the drop says now; nothing when its file became wrong since planning, which held it to its rules. */
    Restrictions restrictions(Drop drop) {
        try {
            return feeds.get().named(drop.feed()).restrictions();
        } catch (RefusedFile changedSince) {
            return Restrictions.NONE;
        }
    }

    /**
     * The call with those who may be invited; the rows of the others end as SKIPPED.
     *
     * @throws RefusedFile when nobody can tell, since the list of those who want no invitation is wrong
     */
    Call admitted(Call call, Restrictions restrictions) {
        if (suppression.isEmpty() && restrictions.letsAllDomains()) {
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
            } else if (!addresses.stream().allMatch(restrictions::letsDomainOf)) {
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

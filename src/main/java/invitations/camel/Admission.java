package invitations.camel;

import invitations.call.Call;
import invitations.call.Items;
import invitations.feed.Feeds;
import invitations.feed.Restrictions;
import invitations.feed.Suppression;
import invitations.invitation.Code;
import invitations.invitation.Field;
import invitations.invitation.FieldType;
import invitations.invitation.OpenRow;
import invitations.invitation.RefusedFile;
import invitations.invitation.Target;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        List<OpenRow> admitted = new ArrayList<>();
        Map<Code, List<Long>> leftOut = new LinkedHashMap<>();
        for (OpenRow row : call.rows()) {
            String email = email(row);
            if (email != null && suppression.has(email)) {
                leftOut.computeIfAbsent(Code.SUPPRESSED, code -> new ArrayList<>())
                        .add(row.id());
            } else if (email != null && !restrictions.letsDomainOf(email)) {
                leftOut.computeIfAbsent(Code.DOMAIN_NOT_ALLOWED, code -> new ArrayList<>())
                        .add(row.id());
            } else {
                admitted.add(row);
            }
        }
        leftOut.forEach((code, rows) -> ledger.outcomes().leaveOut(rows, code, "found right before it was to be sent"));
        return leftOut.isEmpty() ? call : call.with(admitted);
    }

    private @Nullable String email(OpenRow row) {
        Target target = targets.named(row.target());
        Optional<Field> field = target.fields(row.operation()).stream()
                .filter(each -> each.type() == FieldType.EMAIL
                        && target.subjectColumns(row.operation()).contains(each.column()))
                .findFirst();
        return field.map(each ->
                        Items.of(row).at("/" + String.join("/", each.path())).asText())
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}

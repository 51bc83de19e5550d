package invitations.report;

import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.report.PlanDifference;
import invitations.ledger.report.PlanGroup;
import invitations.ledger.report.PlanRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the plan of a drop would do: the same for a check and for a drop that is held. It names nobody by an address, and
 * has a bounded size, however large the file is. Immutable.
 *
 * @param drop the drop
 * @param rows how many rows its file has
 * @param groups its rows by what becomes of them and where, in the order of the file, at most {@link #MOST_GROUPS}
 * @param moreGroups how many groups there are besides
 * @param rowsOfMoreGroups how many rows these have
 * @param counts how many rows end alike, by {@link #kind}, wherever they go
 * @param domains the domains of those who would be invited, the most frequent first, at most {@link #MOST_DOMAINS}
 * @param moreDomains how many domains there are besides
 * @param peopleAtMoreDomains how many people are at these
 * @param difference what the file has otherwise than the feed's last one; null where there is none to compare with
 * @param reasons which guards hold it, or would hold it, and why; empty where none does
 */
public record PlanSummary(
        Drop drop,
        long rows,
        List<Group> groups,
        long moreGroups,
        long rowsOfMoreGroups,
        Map<String, Long> counts,
        List<Domain> domains,
        long moreDomains,
        long peopleAtMoreDomains,
        @Nullable PlanDifference difference,
        List<HoldReason> reasons) {
    /** How many groups are shown. */
    public static final int MOST_GROUPS = 50;
    /** How many domains are shown. */
    public static final int MOST_DOMAINS = 20;
    /** How many rows of a group are shown. */
    public static final int FIRST_ROWS = 3;
    /** The kind of rows that would be sent. */
    public static final String NEW = "NEW";

    public PlanSummary {
        groups = List.copyOf(groups);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        domains = List.copyOf(domains);
        reasons = List.copyOf(reasons);
    }

    /**
     * Rows that would end alike, at the same place.
     *
     * @param kind what becomes of them, as {@link PlanSummary#kind} has it
     * @param target the target's name; null where it is not known
     * @param tenant the platform or organization; null where it is not known
     * @param rows how many they are
     * @param first the first of them
     */
    public record Group(String kind, @Nullable String target, @Nullable String tenant, long rows, List<First> first) {
        public Group {
            first = List.copyOf(first);
        }
    }

    /**
     * One of the first rows of a group.
     *
     * @param line the line it starts on, the header is line 1
     * @param person the person without an address; null where the row is wrong, left out, or for nobody
     * @param targetKey where in the target it would go; null where that is not known
     * @param code why, for machines; null for nothing
     */
    public record First(long line, @Nullable String person, @Nullable String targetKey, @Nullable String code) {}

    /**
     * A domain of those who would be invited.
     *
     * @param domain in ASCII and lower case
     * @param people how many they are
     * @param isUnknown whether the feed has had others, and never this one
     */
    public record Domain(String domain, long people, boolean isUnknown) {}

    /**
     * Reads what the plan of a drop would do.
     *
     * @param ledger the one that has the drop
     * @param history the one that knows what its feed did before: the same one, or that which a check compares with
     * @param reasons why guards hold it, or would hold it
     */
    public static PlanSummary of(Ledger ledger, Ledger history, Drop drop, List<HoldReason> reasons) {
        PlanRows rows = ledger.planRows();
        List<PlanGroup> shown = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        long[] more = new long[4];
        rows.eachGroup(drop, group -> {
            counts.merge(kind(group), group.rows(), Long::sum);
            if (shown.size() < MOST_GROUPS) {
                shown.add(group);
            } else {
                more[0]++;
                more[1] += group.rows();
            }
        });
        Map<String, Long> domains = new LinkedHashMap<>();
        rows.eachDomain(drop, (domain, people) -> {
            if (domains.size() < MOST_DOMAINS) {
                domains.put(domain, people);
            } else {
                more[2]++;
                more[3] += people;
            }
        });
        Set<String> unknown = rows.unknownDomains(history.planRows(), drop, domains.keySet());
        return new PlanSummary(
                drop,
                drop.rows(),
                shown.stream().map(group -> group(rows, group)).toList(),
                more[0],
                more[1],
                counts,
                domains.entrySet().stream()
                        .map(each -> new Domain(each.getKey(), each.getValue(), unknown.contains(each.getKey())))
                        .toList(),
                more[2],
                more[3],
                rows.difference(history.planRows(), drop).orElse(null),
                reasons);
    }

    private static Group group(PlanRows rows, PlanGroup group) {
        return new Group(
                kind(group),
                group.target(),
                group.tenant(),
                group.rows(),
                rows.first(group, FIRST_ROWS).stream().map(PlanPerson::first).toList());
    }

    /**
     * {@return what becomes of the rows of a group, in one word: {@code NEW} for those that would be sent, the reason for
     * those that are left out, otherwise their status}
     */
    static String kind(PlanGroup group) {
        return switch (group.status()) {
            case PLANNED -> NEW;
            case SKIPPED -> group.code() == null ? RowStatus.SKIPPED.name() : group.code();
            default -> group.status().name();
        };
    }

    /** {@return how many people and orders would be sent} */
    public long invitations() {
        return counts.getOrDefault(NEW, 0L);
    }

    /** {@return all of it in plain words, without an address; each line is printable} */
    public List<String> lines() {
        return PlanText.of(this);
    }
}

package invitations.send.time;

import invitations.feed.time.DomainRate;
import invitations.ledger.send.DomainIntents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many people of each domain a feed has invited lately, and whether one more may be. What was invited before a restart is
 * read from the ledger once, when a feed with a rate is sent first. Safe for any number of threads.
 */
public final class DomainPace {
    private final DomainIntents ledger;
    private final Clock clock;
    private final Map<String, Known> known = new HashMap<>();

    public DomainPace(DomainIntents ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What is known of a feed: for how long, and when people of its domains were invited, the earliest first. */
    private record Known(Duration period, Map<String, Deque<Instant>> domains) {}

    /** {@return how many people of the domain may be invited now} */
    synchronized int left(String feed, DomainRate rate, String domain) {
        Deque<Instant> invited = lately(feed, rate).get(domain);
        return invited == null ? rate.people() : Math.max(0, rate.people() - count(invited, rate));
    }

    /**
     * Counts a person of the domain, who is about to be invited.
     *
     * @return false when that would be too many
     */
    synchronized boolean take(String feed, DomainRate rate, String domain) {
        Deque<Instant> invited = lately(feed, rate).computeIfAbsent(domain, any -> new ArrayDeque<>());
        if (count(invited, rate) >= rate.people()) {
            return false;
        }
        invited.addLast(clock.instant());
        return true;
    }

    /** {@return the domains of which nobody may be invited now} */
    synchronized Set<String> full(String feed, DomainRate rate) {
        Set<String> full = new HashSet<>();
        lately(feed, rate).values().removeIf(invited -> count(invited, rate) == 0);
        lately(feed, rate).forEach((domain, invited) -> {
            if (count(invited, rate) >= rate.people()) {
                full.add(domain);
            }
        });
        return full;
    }

    /** {@return when somebody of the first of these domains may be invited; empty where no such domain is full} */
    synchronized Optional<Instant> nextTurn(String feed, DomainRate rate, Set<String> of) {
        return lately(feed, rate).entrySet().stream()
                .filter(domain -> of.contains(domain.getKey()) && count(domain.getValue(), rate) >= rate.people())
                .map(domain -> turn(domain.getValue(), rate))
                .min(Instant::compareTo);
    }

    /** Where the rate was lowered, more than one must be over. */
    private static Instant turn(Deque<Instant> invited, DomainRate rate) {
        int over = invited.size() - rate.people();
        return invited.stream().skip(over).findFirst().orElseThrow().plus(rate.period());
    }

    private int count(Deque<Instant> invited, DomainRate rate) {
        Instant since = clock.instant().minus(rate.period());
        for (@Nullable Instant first = invited.peekFirst();
                first != null && !first.isAfter(since);
                first = invited.peekFirst()) {
            invited.removeFirst();
        }
        return invited.size();
    }

    private Map<String, Deque<Instant>> lately(String feed, DomainRate rate) {
        Known before = known.get(feed);
        if (before != null && before.period().equals(rate.period())) {
            return before.domains();
        }
        Map<String, Deque<Instant>> domains = new HashMap<>();
        ledger.each(feed, clock.instant().minus(rate.period()), (domain, at) -> domains.computeIfAbsent(
                        domain, any -> new ArrayDeque<>())
                .addLast(at));
        known.put(feed, new Known(rate.period(), domains));
        return domains;
    }
}

package invitations.send.time;

import invitations.api.Call;
import invitations.base.Waiter;
import invitations.feed.time.DomainRate;
import invitations.invitation.OpenRow;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.DomainIntents;
import invitations.ledger.send.OpenRows;
import invitations.ledger.send.RowOfDomain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the rows of one drop may be sent. Where its feed says nothing about domains, it reads the rows as if it were not there.
 * For the one thread that sends the drop.
 */
public final class DropTimes {
    private static final Logger LOG = LoggerFactory.getLogger(DropTimes.class);

    /** How often a thread that waits looks whether a file was taken away, or the feed's file changed. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** How often it looks for rows that wait for something else than their domain's turn. */
    private static final Duration LOOK_FOR_ROWS = Duration.ofSeconds(30);
    /** Where nothing is watched, a drop waits for no domain longer. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Drop drop;
    private final OpenRows rows;
    private final DomainIntents intents;
    private final SendTimes times;
    private final DomainPace pace;
    private final boolean isWatching;
    private final Map<String, Integer> shares = new HashMap<>();
    private final Map<Long, String> domains = new HashMap<>();
    private String told = "";

    /** @param isWatching whether a drop is waited with until it may go on; else it is left open */
    public DropTimes(Drop drop, Ledger ledger, SendTimes times, DomainPace pace, boolean isWatching) {
        this.drop = drop;
        this.rows = ledger.openRows();
        this.intents = ledger.domainIntents();
        this.times = times;
        this.pace = pace;
        this.isWatching = isWatching;
    }

    /** {@return whether nothing of the drop may be sent now} */
    public boolean isClosed() {
        return times.closed(drop.feed()).isPresent();
    }

    /** Begins another pass over the rows. */
    public void beginPass() {
        shares.clear();
        domains.clear();
    }

    /** {@return the next rows of the pass that may be sent; none where nothing may} */
    public List<OpenRow> page(OpenRows.Range range, int limit, Set<String> exceptTargets) {
        if (isClosed()) {
            return List.of();
        }
        DomainRate rate = times.of(drop.feed()).domainRate();
        if (rate == null) {
            return rows.free(drop, range, limit, exceptTargets);
        }
        OpenRows.Range left = range;
        while (true) {
            List<RowOfDomain> page = rows.freeOfDomains(drop, left, limit, exceptTargets, exhausted(rate));
            List<OpenRow> shared = page.stream()
                    .filter(row -> isWithinShare(row, rate))
                    .map(RowOfDomain::row)
                    .toList();
            if (page.isEmpty() || !shared.isEmpty()) {
                return shared;
            }
            left = left.behind(page.get(page.size() - 1).row().id());
        }
    }

    /** {@return the call with those of its people who may be invited now; empty for none} */
    public Optional<Call> admit(Call call) {
        DomainRate rate = times.of(drop.feed()).domainRate();
        if (rate == null) {
            return Optional.of(call);
        }
        List<OpenRow> admitted = new ArrayList<>();
        for (OpenRow row : call.rows()) {
            String domain = domains.remove(row.id());
            if (domain == null || pace.take(drop.feed(), rate, domain)) {
                admitted.add(row);
            }
        }
        if (admitted.size() == call.rows().size()) {
            return Optional.of(call);
        }
        return admitted.isEmpty() ? Optional.empty() : Optional.of(call.with(admitted));
    }

    /** {@return whether a row may be sent now} */
    public boolean hasFreeRows(Set<String> exceptTargets) {
        if (isClosed()) {
            return false;
        }
        DomainRate rate = times.of(drop.feed()).domainRate();
        return rate == null
                ? !rows.free(drop, 0, 1, exceptTargets).isEmpty()
                : !rows.freeOfDomains(drop, OpenRows.Range.ALL, 1, exceptTargets, full(rate))
                        .isEmpty();
    }

    /** {@return what open rows of the drop wait for, beside what their targets say} */
    public Optional<SendWait> current() {
        Optional<SendWait> closed = times.closed(drop.feed());
        DomainRate rate = times.of(drop.feed()).domainRate();
        if (closed.isPresent() || rate == null) {
            return closed;
        }
        Set<String> full = full(rate);
        if (full.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> sendable = intents.sendable(drop);
        sendable.keySet().retainAll(full);
        long people = sendable.values().stream().mapToLong(Long::longValue).sum();
        return pace.nextTurn(drop.feed(), rate, sendable.keySet())
                .map(turn -> new SendWait(
                        SendWait.Kind.PER_DOMAIN_RATE,
                        turn,
                        people + (people == 1 ? " row" : " rows")
                                + " at domains that have had their share (per-domain-rate=" + rate.text()
                                + "); the next may go at "
                                + times.of(drop.feed()).shown(turn)));
    }

    /**
     * {@return how long to wait until rows may go that wait for a time; as a list of one or none}
     *
     * @param wait what they wait for
     */
    public List<Duration> left(Optional<SendWait> wait) {
        if (wait.isEmpty()) {
            return List.of();
        }
        tell(wait.get());
        Instant until = wait.get().until();
        Duration left =
                until == null ? FOR_EVER : Duration.between(times.clock().instant(), until);
        if (wait.get().kind() == SendWait.Kind.PER_DOMAIN_RATE) {
            Duration look = left.compareTo(LOOK_FOR_ROWS) < 0 ? left : LOOK_FOR_ROWS;
            return isWatching || left.compareTo(PATIENCE) <= 0 ? List.of(positive(look)) : List.of();
        }
        return isWatching ? List.of(positive(left)) : List.of();
    }

    /**
     * Waits so long, or until what keeps all rows of the drop back is another thing.
     *
     * @return false when all stops
     */
    public boolean rest(Duration time, Optional<SendWait> wait, Waiter waiter) throws InterruptedException {
        if (wait.isEmpty() || wait.get().kind() == SendWait.Kind.PER_DOMAIN_RATE) {
            return waiter.rest(time);
        }
        Duration left = time;
        while (left.compareTo(Duration.ZERO) > 0 && isStill(wait.get())) {
            if (!waiter.rest(left.compareTo(LOOK) < 0 ? left : LOOK)) {
                return false;
            }
            left = left.minus(LOOK);
        }
        return true;
    }

    private boolean isStill(SendWait wait) {
        return times.closed(drop.feed()).filter(wait::equals).isPresent();
    }

    private void tell(SendWait wait) {
        if (!told.equals(wait.sentence())) {
            told = wait.sentence();
            LOG.info("Drop {} waits: {}", drop.id(), told);
        }
    }

    /** Domains of which this pass has had all rows that may go. */
    private Set<String> exhausted(DomainRate rate) {
        Set<String> exhausted = new HashSet<>(full(rate));
        shares.forEach((domain, share) -> {
            if (share <= 0) {
                exhausted.add(domain);
            }
        });
        return exhausted;
    }

    private boolean isWithinShare(RowOfDomain row, DomainRate rate) {
        @Nullable String domain = row.domain();
        if (domain == null) {
            return true;
        }
        shares.computeIfAbsent(domain, any -> pace.left(drop.feed(), rate, domain));
        int share = Objects.requireNonNull(shares.merge(domain, -1, Integer::sum));
        if (share < 0) {
            return false;
        }
        domains.put(row.row().id(), domain);
        return true;
    }

    private Set<String> full(DomainRate rate) {
        return pace.full(drop.feed(), rate);
    }

    private static Duration positive(Duration time) {
        return time.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : time;
    }
}

package invitations.operate;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.ApiClient;
import invitations.api.ApiException;
import invitations.api.CorrelationMarker;
import invitations.api.InvitationList;
import invitations.api.ListedInvitation;
import invitations.api.ListedStatus;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.FollowUps;
import invitations.report.StatusCsv;
import invitations.send.TargetRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks up how the invitations of drops stand: first by the marker of the drop, which shows a hundred with one request,
 * then person by person. Who has accepted is not looked up again. Safe for any number of threads.
 */
public final class FollowUp {
    private static final int PAGE = 200;
    private static final String NOT_FOUND = "NOT_FOUND";

    private final Ledger ledger;
    private final ApiClient client;
    private final TargetRegistry targets;
    private final int atOnce;

    /** @param atOnce how many questions may be on their way at once */
    public FollowUp(Ledger ledger, ApiClient client, TargetRegistry targets, int atOnce) {
        this.ledger = ledger;
        this.client = client;
        this.targets = targets;
        this.atOnce = atOnce;
    }

    /**
     * Looks the people of the drops up and writes {@code status.csv}.
     *
     * @param folder where it is written
     * @return how many people stand how
     * @throws ApiException when an API cannot be asked
     */
    public Map<String, Long> of(Collection<Drop> drops, Path folder) throws IOException {
        Instant now = ledger.clock().instant();
        for (Drop drop : drops) {
            lookUp(drop, now);
        }
        Map<String, Long> counts;
        long erased;
        do {
            // Who is erased while the file is written must not come back with it.
            erased = ledger.followUps().erased(drops);
            counts = write(drops, folder, now);
        } while (ledger.followUps().erased(drops) != erased);
        return counts;
    }

    private Map<String, Long> write(Collection<Drop> drops, Path folder, Instant now) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (StatusCsv file = new StatusCsv(folder, now)) {
            for (Drop drop : drops) {
                long after = 0;
                for (List<FollowUps.Person> page = page(drop, after, now);
                        !page.isEmpty();
                        page = page(drop, after, now)) {
                    for (FollowUps.Person person : page) {
                        after = person.id();
                        FollowUps.Seen seen = person.seen();
                        if (seen != null) {
                            file.add(drop, person, seen);
                            counts.merge(seen.status().toLowerCase(Locale.ROOT), 1L, Long::sum);
                        }
                    }
                }
            }
            file.publish();
        }
        return counts;
    }

    private List<FollowUps.Person> page(Drop drop, long after, Instant now) {
        return ledger.followUps().page(drop, after, PAGE, now);
    }

    private void lookUp(Drop drop, Instant now) {
        Set<List<String>> askedByMarker = new HashSet<>();
        long after = 0;
        ExecutorService askers = Executors.newFixedThreadPool(atOnce);
        try {
            for (List<FollowUps.Person> page = page(drop, after, now); !page.isEmpty(); page = page(drop, after, now)) {
                after = page.get(page.size() - 1).id();
                boolean isAnyNew = false;
                for (FollowUps.Person person : page) {
                    if (askedByMarker.add(List.of(person.target(), person.tenant()))) {
                        byMarker(drop, person.target(), person.tenant(), now);
                        isAnyNew = true;
                    }
                }
                List<FollowUps.Person> left = isAnyNew ? page(drop, page.get(0).id() - 1, now) : page;
                byPerson(left.stream().filter(person -> person.seen() == null).toList(), askers, now);
            }
        } finally {
            askers.shutdownNow();
        }
    }

    /** A page without a marker of ours: the list does not filter by it, and would show everything it has. */
    private void byMarker(Drop drop, String target, String tenant, Instant now) {
        Optional<InvitationList> list = targets.people(target).filter(InvitationList::hasMarkers);
        list.ifPresent(asked -> client.pages(asked, tenant, Map.of(CorrelationMarker.DROP, drop.id()), page -> {
            Map<Long, FollowUps.Seen> seen = new HashMap<>();
            for (ListedInvitation invitation : page) {
                OptionalLong row = invitation.row(drop.id());
                row.ifPresent(id -> seen.put(id, seen(invitation, now)));
            }
            ledger.followUps().seen(seen, now);
            return !seen.isEmpty();
        }));
    }

    private void byPerson(List<FollowUps.Person> people, ExecutorService askers, Instant now) {
        Map<Long, FollowUps.Seen> seen = new ConcurrentHashMap<>();
        List<Future<?>> asked = new ArrayList<>();
        people.forEach(person -> asked.add(askers.submit(() -> seen.put(person.id(), ask(person, now)))));
        for (Future<?> each : asked) {
            join(each);
        }
        ledger.followUps().seen(seen, now);
    }

    private static void join(Future<?> asked) {
        try {
            asked.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ApiException.Kind.AWAY, "interrupted while the API was asked");
        }
    }

    private FollowUps.Seen ask(FollowUps.Person person, Instant now) {
        Optional<InvitationList> list = targets.people(person.target());
        FollowUps.Seen notFound = new FollowUps.Seen(NOT_FOUND, null, null);
        if (list.isEmpty()) {
            return notFound;
        }
        JsonNode item = person.parsedItem();
        String field = item.path("email").asText().isEmpty() ? "username" : "email";
        String value = item.path(field).asText();
        Map<String, String> filters =
                list.get().ofPerson(person.tenant(), person.targetKey(), person.pool(), field, value);
        List<ListedInvitation> found = new ArrayList<>();
        client.each(list.get(), person.tenant(), filters, invitation -> {
            if (invitation.isFor(field, value)
                    && list.get().isIn(invitation, person.tenant(), person.targetKey(), person.pool())) {
                found.add(invitation);
            }
        });
        // Of several, the one that was accepted; else one that still can be.
        return found.stream()
                .max((a, b) -> Integer.compare(rank(a, now), rank(b, now)))
                .map(invitation -> seen(invitation, now))
                .orElse(notFound);
    }

    private static int rank(ListedInvitation invitation, Instant now) {
        return switch (ListedStatus.of(invitation, now)) {
            case ACCEPTED -> 2;
            case PENDING -> 1;
            case EXPIRED -> 0;
        };
    }

    private static FollowUps.Seen seen(ListedInvitation invitation, Instant now) {
        ListedStatus status = ListedStatus.of(invitation, now);
        return new FollowUps.Seen(
                status.name(), invitation.created(), status == ListedStatus.ACCEPTED ? invitation.username() : null);
    }
}

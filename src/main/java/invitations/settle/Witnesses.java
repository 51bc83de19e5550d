package invitations.settle;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.InvitationList;
import invitations.ledger.Ledger;
import invitations.ledger.drop.KnownInvitations;
import invitations.ledger.send.LookupRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the lists that one reading looks at show people whom the ledger knows to be there. Each place is tried once for
 * many rows, by the same filters that the rows are asked about with. Safe for any number of threads.
 */
public final class Witnesses {
    /** How many absences one look at somebody who is there speaks for. */
    private static final int ABSENCES_A_LOOK = 100;

    /** How many people are asked for before it is said that a place shows none of them. */
    private static final int MOST_TRIED = 4;

    /** How many are asked for elsewhere at the tenant, where nobody is known in the place. */
    private static final int MOST_TRIED_ELSEWHERE = 3;

    /** For how long a question waits for what another one is finding out. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Map<List<Object>, Judged> judged = new HashMap<>();
    private final Set<List<Object>> lookedAt = new HashSet<>();
    private final Map<List<String>, List<KnownInvitations.Known>> known = new HashMap<>();
    private KnownInvitations.@Nullable Look look;

    public Witnesses(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What a list is filtered by when it is asked for a person. */
    record Place(String target, String tenant, String targetKey, @Nullable String pool, String source, String field) {

        static Place of(LookupRow row) {
            JsonNode item = row.parsedItem();
            return new Place(
                    row.target(), row.tenant(), row.targetKey(), row.pool(), source(item), PersonRequests.field(item));
        }

        private boolean isThatOf(KnownInvitations.Known person, JsonNode item) {
            return person.targetKey().equals(targetKey)
                    && String.valueOf(person.pool()).equals(String.valueOf(pool))
                    && source(item).equals(source)
                    && !item.path(field).asText().isEmpty();
        }

        private static String source(JsonNode item) {
            return item.path("source").asText();
        }
    }

    private static final class Judged {
        private final Testimony testimony;
        private int absences;

        private Judged(Testimony testimony) {
            this.testimony = testimony;
        }
    }

    /**
     * Begins to find out about the place of a row.
     *
     * @param showsOthers whether the list showed others than the person who was asked for
     */
    WitnessLookup look(LookupRow row, InvitationList list, boolean showsOthers) {
        Place place = Place.of(row);
        return new WitnessLookup(this, place, list, showsOthers);
    }

    /**
     * What was found out about the place a short while ago. While another question is finding it out, this one waits for
     * that, so that each place is asked about once; not for long, since that one may wait for an answer itself.
     *
     * @return empty when the caller is to look; {@link #judged} or {@link #abandoned} tells of its end
     */
    synchronized Optional<Testimony> before(Place place, boolean showsOthers) {
        List<Object> key = List.of(place, showsOthers);
        long begun = ledger.ticker().getAsLong();
        long left = LONGEST_WAIT.toMillis();
        Optional<Testimony> found = fresh(key);
        while (found.isEmpty() && !lookedAt.add(key) && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            left = LONGEST_WAIT.minusNanos(ledger.ticker().getAsLong() - begun).toMillis();
            found = fresh(key);
        }
        return found;
    }

    private Optional<Testimony> fresh(List<Object> key) {
        Judged found = judged.get(key);
        return found != null && ++found.absences <= ABSENCES_A_LOOK ? Optional.of(found.testimony) : Optional.empty();
    }

    synchronized void judged(Place place, boolean showsOthers, Testimony testimony) {
        judged.put(List.of(place, showsOthers), new Judged(testimony));
        abandoned(place, showsOthers);
    }

    /** The caller that looked at the place has ended. */
    synchronized void abandoned(Place place, boolean showsOthers) {
        lookedAt.remove(List.of(place, showsOthers));
        notifyAll();
    }

    /** Those who are known in the place, who were there first and last before the others; empty when nobody is. */
    List<KnownInvitations.Known> in(Place place) {
        List<KnownInvitations.Known> there = at(place).stream()
                .filter(person -> place.isThatOf(person, person.parsedItem()))
                .toList();
        List<KnownInvitations.Known> old =
                there.stream().filter(person -> !person.isYoung()).toList();
        return fromBothEnds(old.isEmpty() ? there : old).stream()
                .limit(MOST_TRIED)
                .toList();
    }

    /** Those who are known elsewhere at its target and tenant, one of each place. */
    List<KnownInvitations.Known> around(Place place) {
        Map<List<String>, KnownInvitations.Known> each = new LinkedHashMap<>();
        List<KnownInvitations.Known> all = at(place);
        Stream.concat(
                        all.stream().filter(person -> !person.isYoung()),
                        all.stream().filter(KnownInvitations.Known::isYoung))
                .forEach(person -> {
                    JsonNode item = person.parsedItem();
                    each.putIfAbsent(
                            List.of(person.targetKey(), Place.source(item), PersonRequests.field(item)), person);
                });
        return each.values().stream().limit(MOST_TRIED_ELSEWHERE).toList();
    }

    private synchronized List<KnownInvitations.Known> at(Place place) {
        if (look == null) {
            look = ledger.lookupRows().known().look();
        }
        KnownInvitations.Look now = look;
        return known.computeIfAbsent(
                List.of(place.target(), place.tenant()), any -> now.at(place.target(), place.tenant()));
    }

    private static List<KnownInvitations.Known> fromBothEnds(List<KnownInvitations.Known> people) {
        List<KnownInvitations.Known> ends = new ArrayList<>();
        for (int first = 0, last = people.size() - 1; first <= last; first++, last--) {
            ends.add(people.get(first));
            if (first < last) {
                ends.add(people.get(last));
            }
        }
        return ends;
    }
}

package invitations.camel;

import invitations.call.ApiTarget;
import invitations.call.PeopleList;
import invitations.feed.Feeds;
import invitations.feed.Precautions;
import invitations.invitation.Code;
import invitations.invitation.DropState;
import invitations.invitation.RefusedFile;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.OpenRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code seats}: compares, where the feed wants it, the people of a drop with the seats that are left, before
 * anybody is invited. Safe for any number of threads.
 */
public final class Seats {
    private static final Logger LOG = LoggerFactory.getLogger(Seats.class);

    private final Ledger ledger;
    private final Supplier<Feeds> feeds;
    private final Targets targets;
    private final Inquiry inquiry;

    public Seats(Ledger ledger, Supplier<Feeds> feeds, Targets targets, Inquiry inquiry) {
        this.ledger = ledger;
        this.feeds = feeds;
        this.targets = targets;
        this.inquiry = inquiry;
    }

    /** The drop; held, where it has more people than seats and its feed says so. */
    public Drop look(Drop drop) {
        Precautions.Licences wanted = wanted(drop);
        if (wanted == Precautions.Licences.OFF
                || drop.state() != DropState.SENDING
                || ledger.holds().isApproved(drop)) {
            return drop;
        }
        List<String> shortages = shortages(drop);
        if (inquiry.isStopping()) {
            // What could not be asked for any more is no reason to hold it: the next start looks again.
            return drop;
        }
        shortages.forEach(shortage -> LOG.warn("Drop {}: {}", drop.id(), shortage));
        return wanted == Precautions.Licences.HOLD && !shortages.isEmpty()
                ? ledger.holds().hold(drop, Code.NOT_ENOUGH_SEATS, String.join("; ", shortages))
                : drop;
    }

    private Precautions.Licences wanted(Drop drop) {
        try {
            return feeds.get().named(drop.feed()).precautions().licences();
        } catch (RefusedFile changedSince) {
            return Precautions.Licences.OFF;
        }
    }

    private List<String> shortages(Drop drop) {
        List<String> shortages = new ArrayList<>();
        for (ApiTarget target : targets.all()) {
            Optional<PeopleList> licences = target.licences();
            if (licences.isPresent()) {
                ledger.openRows().places(drop, target.name()).forEach(place -> shortage(target, licences.get(), place)
                        .ifPresent(shortages::add));
            }
        }
        return shortages;
    }

    /** Where no licence is listed at all, seats are not counted. */
    private Optional<String> shortage(ApiTarget target, PeopleList licences, OpenRows.Place place) {
        String of = target.name() + " " + place.targetKey();
        try {
            Instant now = Instant.now();
            long[] left = {0, 0};
            inquiry.each(
                    licences, place.tenant(), licences.ofPlace(place.tenant(), place.targetKey(), null), licence -> {
                        if (!licence.isAccepted()
                                && licence.isLive(now)
                                && licences.isIn(licence, place.tenant(), place.targetKey(), null)) {
                            left[0]++;
                            left[1] += licence.json().path("count").asLong()
                                    - licence.json().path("usage_count").asLong();
                        }
                    });
            return left[0] == 0 || left[1] >= place.people()
                    ? Optional.empty()
                    : Optional.of(of + " has " + left[1] + " seats left, and the file has " + place.people()
                            + " people for it");
        } catch (NoAnswer e) {
            return Optional.of("the seats of " + of + " cannot be asked for: " + e.getMessage());
        }
    }
}

package invitations.send;

import invitations.api.ApiClient;
import invitations.api.ApiException;
import invitations.api.ApiTarget;
import invitations.api.InvitationList;
import invitations.feed.FeedPrechecks;
import invitations.feed.FeedReader;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.OpenPlaces;
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
public final class SeatCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SeatCheck.class);

    private final Ledger ledger;
    private final Supplier<FeedReader> feeds;
    private final TargetRegistry targets;
    private final ApiClient client;

    public SeatCheck(Ledger ledger, Supplier<FeedReader> feeds, TargetRegistry targets, ApiClient client) {
        this.ledger = ledger;
        this.feeds = feeds;
        this.targets = targets;
        this.client = client;
    }

    /** The drop; held, where it has more people than seats and its feed says so. */
    public Drop look(Drop drop) {
        FeedPrechecks.Licences wanted = wanted(drop);
        if (wanted == FeedPrechecks.Licences.OFF
                || drop.state() != DropState.SENDING
                || ledger.holds().isApproved(drop)) {
            return drop;
        }
        List<String> shortages = shortages(drop);
        if (client.isStopping()) {
            // What could not be asked for any more is no reason to hold it: the next start looks again.
            return drop;
        }
        shortages.forEach(shortage -> LOG.warn("Drop {}: {}", drop.id(), shortage));
        return wanted == FeedPrechecks.Licences.HOLD && !shortages.isEmpty()
                ? ledger.holds().hold(drop, ReasonCode.NOT_ENOUGH_SEATS, String.join("; ", shortages))
                : drop;
    }

    private FeedPrechecks.Licences wanted(Drop drop) {
        try {
            return feeds.get().named(drop.feed()).precautions().licences();
        } catch (FileRefusedException changedSince) {
            return FeedPrechecks.Licences.OFF;
        }
    }

    private List<String> shortages(Drop drop) {
        List<String> shortages = new ArrayList<>();
        for (ApiTarget target : targets.all()) {
            Optional<InvitationList> licences = target.licences();
            if (licences.isPresent()) {
                ledger.openPlaces().places(drop, target.name()).forEach(place -> shortage(target, licences.get(), place)
                        .ifPresent(shortages::add));
            }
        }
        return shortages;
    }

    /** {@return where no licence is listed at all, seats are not counted} */
    private Optional<String> shortage(ApiTarget target, InvitationList licences, OpenPlaces.Place place) {
        String of = target.name() + " " + place.targetKey();
        try {
            Instant now = ledger.clock().instant();
            long[] left = {0, 0};
            client.each(
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
        } catch (ApiException e) {
            return Optional.of("the seats of " + of + " cannot be asked for: " + e.getMessage());
        }
    }
}

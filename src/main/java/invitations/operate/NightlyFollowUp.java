package invitations.operate;

import invitations.api.ApiException;
import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.report.Reports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code nightly}: follows the drops of the last days up. Safe for any number of threads. */
public final class NightlyFollowUp {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyFollowUp.class);

    private final Ledger ledger;
    private final Reports reports;
    private final FollowUp following;
    private final Duration since;

    /** @param since how long drops are followed up after they have ended */
    public NightlyFollowUp(Ledger ledger, Reports reports, FollowUp following, Duration since) {
        this.ledger = ledger;
        this.reports = reports;
        this.following = following;
        this.since = since;
    }

    /** Writes {@code status.csv} beside the report of each of the drops. What cannot be asked now is asked tomorrow. */
    public void followUp() {
        Instant first = ledger.clock().instant().minus(since);
        for (Drop drop : ledger.drops().all()) {
            Instant finished = drop.finishedAt();
            if (isFollowedUp(drop) && finished != null && finished.isAfter(first)) {
                try {
                    Map<String, Long> counts = following.of(List.of(drop), reports.folder(drop));
                    LOG.info("Drop {} of feed {} is followed up: {}", drop.id(), drop.feed(), counts);
                } catch (ApiException | IOException e) {
                    LOG.warn("Drop {} cannot be followed up now: {}", drop.id(), e.getMessage());
                }
            }
        }
    }

    private static boolean isFollowedUp(Drop drop) {
        return drop.state() == DropState.REPORTED && drop.erasedAt() == null;
    }
}

package invitations.send;

import invitations.api.ApiClient;
import invitations.api.ApiException;
import invitations.api.InvitationList;
import invitations.base.Waiter;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Canaries.Sent;
import invitations.ledger.drop.Drop;
import invitations.settle.ReadBack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the first rows of a drop sent alone and read back from the API's list. The rest of the drop goes when all of them are
 * found, and waits for a person otherwise. Safe for any number of threads.
 */
public final class CanaryCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryCheck.class);

    /** The list is read at once, after the settle time, and once more after that. */
    private static final int READINGS = 3;

    private static final String WHAT_TO_DO =
            "; look at the API whether the invitation is right; approve sends the rest, discard ends the drop";

    private final Ledger ledger;
    private final TargetRegistry targets;
    private final ApiClient client;
    private final Waiter waiter;
    private final LongSupplier nanos;

    /**
     * @param client what reads the lists
     * @param waiter where it waits between two readings
     * @param nanos the time, in nanoseconds from any beginning
     */
    public CanaryCheck(Ledger ledger, TargetRegistry targets, ApiClient client, Waiter waiter, LongSupplier nanos) {
        this.ledger = ledger;
        this.targets = targets;
        this.client = client;
        this.waiter = waiter;
        this.nanos = nanos;
    }

    /** Whether a drop may be sent. */
    enum Result {
        /** All of its rows. */
        THROUGH,
        /** Those of its canary. */
        CANARY,
        /** None: it is held, or the program stops. */
        HELD
    }

    /** What a drop that is being sent asks before each pass. For one thread at a time. */
    final class Watch {
        private boolean isThrough;

        /** {@return whether any row of the drop may be sent; waits while its canary is read back} */
        boolean lets(Drop drop) throws InterruptedException {
            Result result = isThrough ? Result.THROUGH : look(drop);
            isThrough = result == Result.THROUGH;
            return result != Result.HELD;
        }
    }

    /** {@return what a drop asks; it remembers that the rest may go} */
    Watch watch() {
        return new Watch();
    }

    /** Takes the drop as far as its canary has come: reads it back when all of its rows have ended. Waits for that. */
    Result look(Drop drop) throws InterruptedException {
        int wanted = ledger.canaries().active(drop);
        if (wanted == 0) {
            return Result.THROUGH;
        }
        if (ledger.canaries().isAnyOpen(drop)) {
            return Result.CANARY;
        }
        if (!ledger.openRows().isAnyLeft(drop, Set.of())) {
            // There is nothing to be kept back.
            ledger.canaries().seen(drop);
            return Result.THROUGH;
        }
        List<Sent> sent = ledger.canaries().sent(drop);
        Optional<String> wrong = sent.stream()
                .filter(row -> row.status() != RowStatus.INVITED)
                .findFirst()
                .map(CanaryCheck::refused);
        if (wrong.isPresent()) {
            return hold(drop, wrong.get());
        }
        int missing =
                wanted - (int) sent.stream().filter(row -> !row.isFirstStep()).count();
        if (missing > 0) {
            return begin(drop, missing);
        }
        return readBack(drop, sent);
    }

    /** Only rows that can be read back may be a canary. */
    private Result begin(Drop drop, int rows) {
        Optional<String> blind = ledger.canaries().nextTargets(drop, rows).stream()
                .filter(target -> targets.people(target)
                        .filter(InvitationList::showsEverybody)
                        .isEmpty())
                .findFirst();
        if (blind.isPresent()) {
            return hold(
                    drop,
                    "the feed has canary, and the target " + blind.get()
                            + " has no list that shows whom it has invited: nothing was sent; take canary out of the feed for"
                            + " the next file; approve sends this one without it, discard ends the drop");
        }
        return ledger.canaries().extend(drop, rows) ? Result.CANARY : Result.THROUGH;
    }

    private Result readBack(Drop drop, List<Sent> sent) throws InterruptedException {
        List<Sent> unseen = new ArrayList<>(sent);
        String failure = "";
        for (int reading = 1; reading <= READINGS; reading++) {
            if (reading > 1 && !rest(ledger.settleClock().settleMillis())) {
                return Result.HELD;
            }
            try {
                failure = "";
                for (Sent row : sent) {
                    if (unseen.contains(row) && isShown(drop, row)) {
                        unseen.remove(row);
                    }
                }
            } catch (ApiException e) {
                failure = ": the list cannot be read: " + e.getMessage();
            }
            if (client.isStopping()) {
                // What could not be asked for any more says nothing: the next start looks again.
                return Result.HELD;
            }
            if (unseen.isEmpty()) {
                LOG.info("Drop {}: the first {} rows are at the API; the rest is sent", drop.id(), sent.size());
                ledger.canaries().seen(drop);
                return Result.THROUGH;
            }
        }
        return hold(
                drop,
                "line " + unseen.get(0).line() + " was accepted by the API, and its list does not show the invitation"
                        + failure + WHAT_TO_DO);
    }

    private boolean isShown(Drop drop, Sent row) {
        return new ReadBack(client)
                .isShown(drop, row, targets.people(row.target()).orElseThrow());
    }

    private static String refused(Sent row) {
        String of = "line " + row.line() + " is one of the first rows, which are sent alone, and ";
        String why = row.message() == null ? "" : ": " + row.message();
        return of
                + switch (row.status()) {
                    case REFUSED -> "the API refused it" + why;
                    case NEEDS_REVIEW -> "it is not known whether the API invited them" + why;
                    default -> "it was not invited" + why;
                }
                + WHAT_TO_DO;
    }

    private Result hold(Drop drop, String reason) {
        String sentence = "canary: " + reason;
        LOG.warn("Drop {} of feed {} is held: {}", drop.id(), drop.feed(), sentence);
        ledger.holds().hold(drop, ReasonCode.CANARY_FAILED, sentence);
        return Result.HELD;
    }

    /** {@return whether so much time is over; not when the program stops} */
    private boolean rest(long millis) throws InterruptedException {
        long end = nanos.getAsLong() + Duration.ofMillis(millis).toNanos();
        for (long left = end - nanos.getAsLong(); left > 0; left = end - nanos.getAsLong()) {
            if (!waiter.rest(Duration.ofNanos(left))) {
                return false;
            }
        }
        return !waiter.areOver();
    }
}

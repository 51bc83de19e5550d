package invitations.operate;

import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.send.time.DomainPace;
import invitations.send.time.DropTimes;
import invitations.send.time.SendTimes;
import invitations.send.time.SendWait;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What drops wait for, as the files of the home and the ledger say; also beside an instance that is at work. For one thread. */
public final class WaitingDrops {
    private final Ledger ledger;
    private final SendTimes times;
    private final DomainPace pace;

    public WaitingDrops(Path home, Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.times = new SendTimes(home, clock);
        this.pace = new DomainPace(ledger.domainIntents(), clock);
    }

    /** {@return what open rows of the drop wait for, beside what their targets say; empty where they wait for nothing} */
    public Optional<SendWait> of(Drop drop) {
        return drop.state() == DropState.SENDING
                ? new DropTimes(drop, ledger, times, pace, false).current()
                : Optional.empty();
    }

    /** {@return what the drop waits for, for machines; null where it waits for nothing} */
    public static @Nullable String label(Drop drop, Optional<SendWait> wait) {
        return drop.state() == DropState.HELD
                ? "approval"
                : wait.map(each -> each.kind().label()).orElse(null);
    }
}

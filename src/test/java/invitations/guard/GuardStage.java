package invitations.guard;

import invitations.csv.InputFormat;
import invitations.feed.guard.ApprovalSettings;
import invitations.feed.guard.Guard;
import invitations.feed.guard.GuardSettings;
import invitations.invitation.DropState;
import invitations.invitation.OpenRow;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.operate.Approval;
import invitations.ledger.plan.PlanWriter;
import invitations.settings.Threshold;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A feed with guards and a ledger of its own, at a time that the test sets. */
final class GuardStage implements AutoCloseable {
    private final Ledger ledger;
    private final Map<Guard, Threshold> thresholds = new EnumMap<>(Guard.class);
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private GuardSettings.Mode mode = GuardSettings.Mode.DELTA;
    private boolean isUsualWatched;
    private ApprovalSettings.When approval = ApprovalSettings.When.GUARDS;
    private ZoneId zone = ZoneId.of("Europe/Berlin");
    private int files;

    GuardStage(Path home) {
        ledger = LedgerAccess.open(home, LedgerFixture.API, Duration.ZERO, Duration.ZERO, new SetClock());
    }

    Ledger ledger() {
        return ledger;
    }

    GuardStage guard(Guard guard, String threshold) {
        thresholds.put(
                guard, (guard.isLimit() ? Threshold.limit(threshold) : Threshold.share(threshold)).orElseThrow());
        return this;
    }

    GuardStage roster() {
        mode = GuardSettings.Mode.ROSTER;
        return this;
    }

    GuardStage usual() {
        isUsualWatched = true;
        return this;
    }

    GuardStage approval(ApprovalSettings.When when) {
        approval = when;
        return this;
    }

    GuardStage zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    GuardStage at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    GuardStage at(Instant instant) {
        now = instant;
        return this;
    }

    /** Rows for people from one number to another, at a domain. */
    static List<PlannedRow> people(int from, int to, String domain) {
        List<PlannedRow> rows = new ArrayList<>();
        for (int n = from; n < to; n++) {
            rows.add(LedgerFixture.row(rows.size() + 1, "person" + n + "@" + domain));
        }
        return rows;
    }

    static List<PlannedRow> people(int from, int to) {
        return people(from, to, "example.org");
    }

    /** So many rows that are wrong, behind others. */
    static List<PlannedRow> withInvalid(List<PlannedRow> rows, int invalid) {
        List<PlannedRow> all = new ArrayList<>(rows);
        for (int n = 0; n < invalid; n++) {
            all.add(LedgerFixture.invalid(
                    all.size() + 1, new RowError(ReasonCode.MISSING_VALUE, "email", "no address", "")));
        }
        return all;
    }

    /** The rows of both, numbered through. */
    static List<PlannedRow> both(List<PlannedRow> first, List<PlannedRow> second, String domain, int from) {
        List<PlannedRow> all = new ArrayList<>(first);
        for (int n = 0; n < second.size(); n++) {
            all.add(LedgerFixture.row(all.size() + 1, "person" + (from + n) + "@" + domain));
        }
        return all;
    }

    Drop plan(List<PlannedRow> rows) {
        return plan(rows, List.of("email"));
    }

    /** Plans the next file of the feed. */
    Drop plan(List<PlannedRow> rows, List<String> header) {
        String content = "content" + ++files;
        return plan(
                ledger.drops()
                        .receive("staff", content, "people.csv", content + "/people.csv", 10)
                        .drop(),
                rows,
                header);
    }

    Drop plan(Drop drop, List<PlannedRow> rows, List<String> header) {
        PlanWriter plan = ledger.plan(drop);
        plan.append(rows);
        plan.reviewBy(review());
        return plan.finish(header, InputFormat.PLAIN, false, null);
    }

    private GuardReview review() {
        return new GuardReview(
                "staff",
                new GuardSettings(
                        mode,
                        thresholds,
                        mode == GuardSettings.Mode.ROSTER,
                        isUsualWatched,
                        new ApprovalSettings(approval, 1, Duration.ofDays(7)),
                        zone),
                "settings",
                0,
                false,
                new SetClock());
    }

    /** Plans the next file of the feed, and sends it, whether it is held or not. */
    Drop sent(List<PlannedRow> rows) {
        return sent(plan(rows));
    }

    Drop sent(Drop drop) {
        Drop free = drop.state() == DropState.HELD ? ledger.drops().release(drop, "test") : drop;
        return reported(called(free));
    }

    /** Sends all rows of the drop, and does not report it. */
    Drop called(Drop drop) {
        List<OpenRow> open = ledger.openRows().page(drop, 0, 10_000, Set.of());
        if (!open.isEmpty()) {
            List<OpenRow> granted =
                    ledger.intents().ask("call-" + drop.number(), open).join();
            ledger.outcomes()
                    .record(
                            granted.stream().map(OpenRow::id).toList(),
                            new Outcome(RowStatus.INVITED, null, null, 201, null),
                            null)
                    .join();
        }
        return drop;
    }

    Drop reported(Drop drop) {
        ledger.drops().finish(drop);
        return ledger.drops().reported(drop);
    }

    Drop discarded(Drop drop) {
        return reported(ledger.holds().discard(drop, new Approval("Ada", "command", null)));
    }

    /** {@return the guards that hold the drop; none where it is not held} */
    List<String> held(Drop drop) {
        return drop.state() == DropState.HELD
                ? ledger.holds().of(drop).reasons().stream()
                        .map(HoldReason::guard)
                        .toList()
                : List.of();
    }

    /** {@return the guards that would hold the next file of the feed} */
    List<String> holds(List<PlannedRow> rows) {
        return held(plan(rows));
    }

    @Override
    public void close() {
        ledger.close();
    }

    private final class SetClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

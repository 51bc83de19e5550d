package invitations.testing;

import invitations.csv.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanWriter;
import invitations.ledger.report.ResultRow;
import invitations.ledger.report.RowResults;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A ledger in a folder of its own, and the rows to try it with. */
public final class LedgerFixture implements AutoCloseable {
    public static final String API = "https://api.example.org/dm";

    final Path home;
    private Ledger ledger;

    public LedgerFixture(Path home) {
        this(home, Duration.ZERO);
    }

    /** With this settle time. */
    public LedgerFixture(Path home, Duration settleTime) {
        this.home = home;
        this.ledger = open(home, settleTime);
    }

    /** By that clock. */
    public LedgerFixture(Path home, Duration settleTime, Clock clock) {
        this.home = home;
        this.ledger = LedgerAccess.open(home, API, Duration.ZERO, settleTime, clock);
    }

    public static Ledger open(Path home) {
        return open(home, Duration.ZERO);
    }

    static Ledger open(Path home, Duration settleTime) {
        return LedgerAccess.open(home, API, Duration.ZERO, settleTime, new Ticking());
    }

    public Ledger ledger() {
        return ledger;
    }

    /** As after a clean end and another start. */
    public void reopen() {
        reopen(Duration.ZERO);
    }

    public void reopen(Duration settleTime) {
        ledger.close();
        ledger = open(home, settleTime);
    }

    public Drop receive(String feed, String content) {
        return ledger.drops()
                .receive(feed, content, "people.csv", content + "/people.csv", 10)
                .drop();
    }

    public Drop plan(Drop drop, PlannedRow... rows) {
        return plan(drop, List.of("email"), rows);
    }

    /** With that header. */
    Drop plan(Drop drop, List<String> header, PlannedRow... rows) {
        PlanWriter plan = ledger.plan(drop);
        plan.append(List.of(rows));
        return plan.finish(header, InputFormat.PLAIN, false, null);
    }

    /** A drop with these rows, ready to be sent. */
    public Drop dropOf(String content, PlannedRow... rows) {
        return plan(receive("default", content), rows);
    }

    public List<OpenRow> open(Drop drop) {
        return ledger.openRows().page(drop, 0, 1_000, Set.of());
    }

    /** Asks for all open rows in one call. */
    public List<OpenRow> ask(Drop drop) {
        return ledger.intents().ask("call-" + drop.number(), open(drop)).join();
    }

    /** Ends all rows of a drop that has intents. */
    public void end(Drop drop, RowStatus status) {
        List<Long> ids = results(drop).stream().map(ResultRow::id).toList();
        ledger.outcomes().record(ids, outcome(status), null).join();
    }

    /** {@return how many rows of the drop stand in each status, as another ledger may see them} */
    public static Map<RowStatus, Long> byStatus(Ledger ledger, Drop drop) {
        return ledger.results().counts(drop).stream()
                .collect(Collectors.groupingBy(
                        RowResults.Count::status, Collectors.summingLong(RowResults.Count::rows)));
    }

    public static Outcome outcome(RowStatus status) {
        return switch (status) {
            case INVITED -> new Outcome(status, null, null, 201, "remote-1");
            case REFUSED -> new Outcome(status, ReasonCode.REFUSED_BY_API, "no such platform", 404, null);
            default -> Outcome.of(status, ReasonCode.UNCERTAIN, "because");
        };
    }

    public List<ResultRow> results(Drop drop) {
        return ledger.results().page(drop, 0, 1_000);
    }

    public List<RowStatus> statuses(Drop drop) {
        return results(drop).stream().map(ResultRow::status).toList();
    }

    /** {@return what another connection sees: what is committed} */
    public List<String> committed(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (result.next()) {
                found.add(result.getString(1));
            }
            return found;
        }
    }

    public void change(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + home.resolve("ledger.db").toUri().toASCIIString());
    }

    @Override
    public void close() {
        ledger.close();
    }

    public static PlannedRow row(long number, String email) {
        return row(number, email, null, Map.of());
    }

    public static PlannedRow row(
            long number, @Nullable String email, @Nullable String username, Map<String, Object> more) {
        Map<String, Object> item = new LinkedHashMap<>();
        if (email != null) {
            item.put("email", email);
        }
        if (username != null) {
            item.put("username", username);
        }
        item.put("platform_key", "acme");
        item.putAll(more);
        InputRow input = new InputRow(
                number, number + 1, item.values().stream().map(Object::toString).toList());
        return new PlannedRow.Valid(
                input,
                new Invitation(
                        "platform",
                        Operation.SINGLE,
                        "acme",
                        "acme",
                        null,
                        email,
                        username,
                        item,
                        Invitation.Asking.NOT));
    }

    /** A row that goes to a program in a batch. */
    public static PlannedRow inProgram(long number, String email, String program) {
        Map<String, Object> item = Map.of("email", email, "program_key", program);
        InputRow input = new InputRow(number, number + 1, List.of(email, program));
        return new PlannedRow.Valid(
                input,
                new Invitation(
                        "program", Operation.BULK, "acme", program, null, email, null, item, Invitation.Asking.NOT));
    }

    public static PlannedRow[] people(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(n -> row(n, "person" + n + "@example.org"))
                .toArray(PlannedRow[]::new);
    }

    public static PlannedRow invalid(long number, RowError... errors) {
        return new PlannedRow.Invalid(new InputRow(number, number + 1, List.of("no address")), List.of(errors));
    }

    /** Every look at it is a second later. */
    private static final class Ticking extends Clock {
        private final AtomicLong seconds = new AtomicLong(1_800_000_000);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds.incrementAndGet());
        }
    }
}

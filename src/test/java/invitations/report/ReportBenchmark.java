package invitations.report;

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
import invitations.ledger.send.Outcomes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Measures how fast reports are written. By hand, after {@code mvn test-compile}:
 *
 * <pre>
 * java -Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp target/test-classes:target/classes:&lt;dependencies&gt; \
 *   invitations.report.ReportBenchmark 1000000
 * </pre>
 */
public final class ReportBenchmark {
    private static final int CHUNK = 500;
    private static final int BATCH = 50;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ReportBenchmark() {}

    /** Plans as many rows as the first argument says, every twentieth of them invalid, sends them in batches, reports. */
    public static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[0]);
        Path home = Files.createTempDirectory("report-benchmark");
        try (Ledger ledger =
                LedgerAccess.open(home, "https://api.example", Duration.ZERO, Duration.ZERO, Clock.systemUTC())) {
            Drop drop = plan(ledger, rows);
            send(ledger, drop);
            Drop finished = ledger.drops().finish(drop);
            Reports reports = new Reports(ledger, home);
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                long cpu = THREADS.getCurrentThreadCpuTime();
                Summary.of(ledger, finished);
                System.out.println(rows + " rows counted: " + figures(rows, start, cpu));
                start = System.nanoTime();
                cpu = THREADS.getCurrentThreadCpuTime();
                Path folder = reports.write(finished);
                System.out.println(rows + " rows reported: " + figures(rows, start, cpu) + ", "
                        + Files.size(folder.resolve("report.csv")) / 1_000_000 + " MB");
            }
        }
    }

    private static String figures(int rows, long start, long cpuStart) {
        long wall = System.nanoTime() - start;
        long cpu = THREADS.getCurrentThreadCpuTime() - cpuStart;
        return wall / 1_000_000 + " ms, " + rows * 1_000_000_000L / wall + " rows/s; on the processor "
                + cpu / 1_000_000 + " ms, " + rows * 1_000_000_000L / cpu + " rows/s";
    }

    private static Drop plan(Ledger ledger, int rows) {
        Drop drop = ledger.drops()
                .receive("default", "0".repeat(64), "people.csv", "people.csv", 0)
                .drop();
        PlanWriter plan = ledger.plan(drop);
        List<PlannedRow> chunk = new ArrayList<>(CHUNK);
        for (int n = 1; n <= rows; n++) {
            chunk.add(row(n));
            if (chunk.size() == CHUNK || n == rows) {
                plan.append(chunk);
                chunk = new ArrayList<>(CHUNK);
            }
        }
        return plan.finish(
                List.of("email", "platform_key", "first_name", "last_name", "department"),
                InputFormat.PLAIN,
                false,
                null);
    }

    private static PlannedRow row(int n) {
        String email = "person" + n + "@school.example";
        InputRow row = new InputRow(n, n + 1L, List.of(email, "acme", "Ann-Marie", "O'Neill " + n, "Mathematics"));
        if (n % 20 == 0) {
            return new PlannedRow.Invalid(
                    row,
                    List.of(new RowError(
                            ReasonCode.INVALID_EMAIL, "email", email, "an address such as ann@school.org")));
        }
        Map<String, Object> item = Map.of("email", email, "platform_key", "acme", "first_name", "Ann-Marie");
        return new PlannedRow.Valid(
                row,
                new Invitation(
                        "platform", Operation.BULK, "acme", "acme", null, email, null, item, Invitation.Asking.NOT));
    }

    private static void send(Ledger ledger, Drop drop) {
        long after = 0;
        CompletableFuture<Integer> last = CompletableFuture.completedFuture(0);
        List<OpenRow> page = ledger.openRows().page(drop, after, 20 * BATCH, Set.of());
        while (!page.isEmpty()) {
            for (int i = 0; i < page.size(); i += BATCH) {
                List<OpenRow> batch = page.subList(i, Math.min(i + BATCH, page.size()));
                String call = "call-" + batch.get(0).id();
                ledger.intents().ask(call, batch).join();
                last = ledger.outcomes()
                        .record(
                                batch.stream().map(OpenRow::id).toList(),
                                new Outcome(RowStatus.INVITED, null, null, 200, null),
                                new Outcomes.BulkAnswer(call, batch.size(), batch.size(), List.of()));
            }
            last.join();
            after = page.get(page.size() - 1).id();
            page = ledger.openRows().page(drop, after, 20 * BATCH, Set.of());
        }
    }
}

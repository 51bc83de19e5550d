package invitations.ledger;

import com.sun.management.OperatingSystemMXBean;
import invitations.csv.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanWriter;
import invitations.ledger.report.ResultRow;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Measures the ledger alone: planning, then intents and outcomes of 64 callers, one row a call or many. Prints, asserts
 * nothing. After {@code mvn package -DskipTests}:
 *
 * <pre>
 * java -Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "target/classes:target/test-classes:target/lib/*" \
 *   invitations.ledger.LedgerBenchmark [rows, 1000000] [rows a call, 50] [milliseconds added to each commit, 0]
 * </pre>
 */
final class LedgerBenchmark {
    private static final int CALLERS = 64;
    private static final int CHUNK = 500;
    private static final int PAGE = 1_000;

    private LedgerBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        Duration delay = Duration.ofMillis(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0);
        Path home = Files.createTempDirectory("ledger-benchmark");
        try (Ledger ledger =
                LedgerAccess.open(home, "https://api.example.org", delay, Duration.ZERO, Clock.systemUTC())) {
            Drop drop = ledger.drops()
                    .receive("default", "c".repeat(64), "people.csv", "1/people.csv", 1)
                    .drop();
            drop = plan(ledger, drop, rows);
            send(ledger, drop, rows, batch);
            long start = System.nanoTime();
            long after = 0;
            for (List<ResultRow> page = ledger.results().page(drop, after, PAGE); !page.isEmpty(); ) {
                after = page.get(page.size() - 1).id();
                page = ledger.results().page(drop, after, PAGE);
            }
            print("read the results", rows, start);
            start = System.nanoTime();
            ledger.results().counts(drop);
            print("count the results", rows, start);
            ledger.drops().reported(ledger.drops().finish(drop));
        }
        long start = System.nanoTime();
        try (Ledger ledger =
                LedgerAccess.open(home, "https://api.example.org", delay, Duration.ZERO, Clock.systemUTC())) {
            print("open again", rows, start);
            Drop drop = ledger.drops()
                    .receive("other", "c".repeat(64), "people.csv", "1/people.csv", 1)
                    .drop();
            plan(ledger, drop, rows);
        }
        for (String name : List.of("ledger.db", "ledger.key")) {
            System.out.printf(Locale.ROOT, "%s: %,d bytes%n", name, Files.size(home.resolve(name)));
            Files.delete(home.resolve(name));
        }
        Files.delete(home);
    }

    private static Drop plan(Ledger ledger, Drop drop, int rows) {
        long start = System.nanoTime();
        PlanWriter plan = ledger.plan(drop);
        for (int first = 1; first <= rows; first += CHUNK) {
            List<PlannedRow> chunk = new ArrayList<>(CHUNK);
            for (int n = first; n < first + CHUNK && n <= rows; n++) {
                chunk.add(row(n));
            }
            plan.append(chunk);
        }
        print("append", rows, start);
        start = System.nanoTime();
        Drop planned = plan.finish(
                List.of("email", "platform_key", "first_name", "last_name"), InputFormat.PLAIN, false, null);
        print("finish", rows, start);
        return planned;
    }

    private static PlannedRow row(int n) {
        String email = "person" + n + "@example.org";
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("email", email);
        item.put("platform_key", "acme");
        item.put("first_name", "Given" + n);
        item.put("last_name", "Family");
        item.put("source", "admin");
        return new PlannedRow.Valid(
                new InputRow(n, n + 1L, List.of(email, "acme", "Given" + n, "Family")),
                new Invitation(
                        "platform", Operation.SINGLE, "acme", "acme", null, email, null, item, Invitation.Asking.NOT));
    }

    private static void send(Ledger ledger, Drop drop, int rows, int batch) throws Exception {
        BlockingQueue<List<OpenRow>> calls = new ArrayBlockingQueue<>(2 * CALLERS);
        List<Thread> callers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> call(ledger, calls));
            caller.start();
            callers.add(caller);
        }
        long after = 0;
        for (List<OpenRow> page = ledger.openRows().page(drop, 0, PAGE, Set.of()); !page.isEmpty(); ) {
            for (int first = 0; first < page.size(); first += batch) {
                calls.put(page.subList(first, Math.min(first + batch, page.size())));
            }
            after = page.get(page.size() - 1).id();
            page = ledger.openRows().page(drop, after, PAGE, Set.of());
        }
        for (int i = 0; i < CALLERS; i++) {
            calls.put(List.of());
        }
        for (Thread caller : callers) {
            caller.join();
        }
        print("intents and outcomes, " + batch + " a call", rows, start);
    }

    private static void call(Ledger ledger, BlockingQueue<List<OpenRow>> calls) {
        Outcome invited = new Outcome(RowStatus.INVITED, null, null, 200, "12345");
        CompletableFuture<Integer> last = CompletableFuture.completedFuture(0);
        try {
            int number = 0;
            for (List<OpenRow> rows = calls.take(); !rows.isEmpty(); rows = calls.take()) {
                String call = Thread.currentThread().getName() + '-' + number++;
                List<OpenRow> granted = ledger.intents().ask(call, rows).join();
                last = ledger.outcomes()
                        .record(granted.stream().map(OpenRow::id).toList(), invited, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last.join();
    }

    private static void print(String what, int rows, long start) {
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        System.out.printf(
                Locale.ROOT,
                "%-40s %,10d rows %8.2f s %,12.0f rows/s, CPU so far %.2f s%n",
                what,
                rows,
                seconds,
                rows / seconds,
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9);
    }
}

package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.SandboxStage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, left alone for long: what it holds does not grow with what it has done. */
class SteadyLauncherTest {
    /** How many small files are dropped, after some to warm up. */
    private static final int FILES = Integer.getInteger("invitations.load.files", 300);

    /** How many rows the large file has. */
    private static final int ROWS = Integer.getInteger("invitations.load.rows", 50_000);

    private static final int WARM_UP = 40;
    private static final Pattern USED = Pattern.compile(" used ([0-9]+)K");
    private static final Duration PATIENCE = Duration.ofSeconds(60 + FILES / 5 + ROWS / 1_000);

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void hundreds_of_files_and_a_large_one_leave_nothing_behind() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.set(Property.LIMIT_ROWS, String.valueOf(Math.max(ROWS, 1_000)));
            // So many people are meant here, in files of so different lengths.
            stage.set(Property.GUARD_INVITATIONS, "off");
            stage.set(Property.GUARD_INVITATIONS_A_DAY, "off");
            stage.set(Property.GUARD_GROWTH, "off");
            stage.set(Property.GUARD_SHRINKAGE, "off");
            stage.set(Property.LIMIT_FILE_SIZE, "1000MB");
            Files.createDirectories(stage.home());
            Map<String, String> environment = new HashMap<>(stage.environment());
            try (LauncherProcess program =
                    LauncherProcess.start(LauncherProcess.LAUNCHER, folder, environment, "run")) {
                long started = System.nanoTime();
                for (int n = 0; n < WARM_UP; n++) {
                    dropSmall(stage, n);
                }
                awaitReports(stage, program, WARM_UP);
                Held before = Held.by(program);

                for (int n = WARM_UP; n < WARM_UP + FILES; n++) {
                    dropSmall(stage, n);
                }
                awaitReports(stage, program, WARM_UP + FILES);
                Held afterFiles = Held.by(program);
                double seconds = (System.nanoTime() - started) / 1e9;
                System.out.printf(
                        "%d files in %.0f s: %s before, %s after%n", WARM_UP + FILES, seconds, before, afterFiles);

                long large = System.nanoTime();
                dropLarge(stage);
                awaitReports(stage, program, WARM_UP + FILES + 1);
                Held afterRows = Held.by(program);
                System.out.printf("%d rows in %.0f s: %s after%n", ROWS, (System.nanoTime() - large) / 1e9, afterRows);

                assertFlat(before, afterFiles);
                assertFlat(before, afterRows);
                program.terminate();
                assertThat(program.exitCode()).isEqualTo(143);
                assertThat(program.err()).doesNotContain("OutOfMemory").doesNotContain("SEVERE");
            }
            assertThat(stage.sandbox().record()).hasSize((WARM_UP + FILES) * 2 + ROWS);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    /** A few more of each is what the moment makes; anything that is kept for each file or row would be hundreds. */
    private static void assertFlat(Held before, Held after) {
        assertThat(after.files()).as("open files, before: %s", before).isLessThanOrEqualTo(before.files() + 20);
        assertThat(after.threads()).as("threads, before: %s", before).isLessThanOrEqualTo(before.threads() + 40);
        assertThat(after.heap()).as("heap in kB, before: %s", before).isLessThanOrEqualTo(before.heap() + 8_000);
    }

    private static void dropSmall(SandboxStage stage, int n) throws IOException {
        drop(stage, "small-" + n + ".csv", "email\na" + n + "@example.org\nb" + n + "@example.org\n");
    }

    private static void drop(SandboxStage stage, String name, String text) throws IOException {
        Path draft = Files.writeString(Files.createTempFile(stage.home(), "draft", ""), text);
        Files.move(
                draft,
                Files.createDirectories(stage.home().resolve("drop")).resolve(name),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static void dropLarge(SandboxStage stage) throws IOException {
        Path draft = Files.createTempFile(stage.home(), "draft", "");
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            out.write("email,program_key,note\n");
            for (int n = 0; n < ROWS; n++) {
                out.write("large" + n + "@example.org,acme+large,row " + n + "\n");
            }
        }
        Files.move(draft, stage.home().resolve("drop/large.csv"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitReports(SandboxStage stage, LauncherProcess program, int count) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            assertThat(program.isAlive()).as(program::err).isTrue();
            try (Ledger ledger = LedgerAccess.openToRead(stage.home()).orElse(null)) {
                return ledger != null
                        && ledger.drops().open().isEmpty()
                        && ledger.drops().all().size() == count;
            }
        });
    }

    /**
     * What the program holds.
     *
     * @param files how many files it has open
     * @param threads how many threads it has
     * @param heap how many kB of the heap are used after a collection
     */
    private record Held(int files, int threads, long heap) {
        static Held by(LauncherProcess program) throws IOException, InterruptedException {
            jcmd(program, "GC.run");
            Matcher used = USED.matcher(jcmd(program, "GC.heap_info"));
            long heap = 0;
            while (used.find()) {
                heap += Long.parseLong(used.group(1));
            }
            return new Held(count(program, "fd"), count(program, "task"), heap);
        }

        private static int count(LauncherProcess program, String what) throws IOException {
            try (Stream<Path> all = Files.list(Path.of("/proc", String.valueOf(program.pid()), what))) {
                return Math.toIntExact(all.count());
            }
        }

        private static String jcmd(LauncherProcess program, String command) throws IOException, InterruptedException {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(program.pid()), command).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out;
        }

        @Override
        public String toString() {
            return files + " files, " + threads + " threads, " + heap / 1_000 + " MB of heap";
        }
    }
}

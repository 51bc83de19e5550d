package invitations.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleOfTwoFiles;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 in each window of a drop's life, on purpose; each test shows that the kill met its window. */
class WindowCrashTest {
    /** Longer than anything here takes: what is held is released. */
    private static final Duration HELD = Duration.ofMinutes(10);

    private static final int ROWS = 24;

    private static final Endpoint[] POSTS = {
        Endpoint.PLATFORM_SINGLE, Endpoint.PLATFORM_BULK, Endpoint.PROGRAM_SINGLE, Endpoint.PROGRAM_BULK
    };

    @TempDir
    Path folder;

    private SandboxStage stage;
    private PeopleOfTwoFiles people;
    private List<Path> files;

    @BeforeEach
    void open() throws IOException {
        stage = SandboxStage.open(folder);
        stage.set(Property.SETTLE_TIME, "2s");
        stage.set(Property.SEND_BATCH_SIZE, "5");
        people = PeopleOfTwoFiles.of(ROWS, false, new Random(1));
        files = people.write(folder.resolve("in"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void while_the_file_is_being_planned() throws Exception {
        addInvalidRows();
        killWhen(() -> LedgerImage.states(stage.home()).containsKey("RECEIVED"));

        assertThat(LedgerImage.states(stage.home())).containsOnlyKeys("RECEIVED");
        assertThatAllEndsWell();
    }

    @Test
    void before_the_intent_is_durable() throws Exception {
        slowCommits();
        killWhen(() -> LedgerImage.states(stage.home()).containsKey("SENDING"));

        assertThat(LedgerImage.statuses(stage.home())).containsKey("PLANNED").doesNotContainKey("INTENT");
        assertThat(stage.sandbox().requestCount()).isZero();
        assertThatAllEndsWell();
    }

    @Test
    void between_the_intent_and_its_request() throws Exception {
        slowCommits();
        killWhen(() -> LedgerImage.statuses(stage.home()).containsKey("INTENT"));

        assertThat(LedgerImage.statuses(stage.home())).containsKey("INTENT");
        assertThat(stage.sandbox().requestCount()).isZero();
        assertThatAllEndsWell();
    }

    @Test
    void before_the_work_which_is_done_when_the_program_is_back() throws Exception {
        Instant killed = killWhileHeld(Fault.at(POSTS).delayed(HELD));

        assertThat(stage.sandbox().record()).as("the first call").hasSize(1);
        assertThatAllEndsWell(() -> !LedgerImage.statuses(stage.home()).containsKey("INTENT"));
        assertThat(heldAt(killed)).isPositive();
    }

    @Test
    void before_the_work_which_is_never_done() throws Exception {
        Instant killed = killWhileHeld(Fault.at(POSTS).delayed(HELD).with(new FaultEffect.Dropped()));

        assertThat(stage.sandbox().record()).as("the first call").hasSize(1);
        assertThatAllEndsWell(() -> !LedgerImage.statuses(stage.home()).containsKey("INTENT"));
        assertThat(heldAt(killed)).isPositive();
    }

    @Test
    void after_the_work_and_before_its_answer() throws Exception {
        Instant killed = killWhileHeld(Fault.at(POSTS).afterTheWork().delayed(HELD));

        assertThat(stage.sandbox().record()).hasSizeGreaterThan(1);
        assertThat(LedgerImage.statuses(stage.home()).getOrDefault("INVITED", 0L))
                .isLessThan(stage.sandbox().record().size());
        assertThatAllEndsWell(() -> true);
        assertThat(heldAt(killed)).isPositive();
    }

    @Test
    void between_the_answer_and_the_durable_outcome() throws Exception {
        slowCommits();
        // The second is answered while the writer is busy with the intents of those behind it.
        killWhen(() -> stage.sandbox().requestCount() >= 2);

        assertThat(LedgerImage.statuses(stage.home()).getOrDefault("INVITED", 0L))
                .as("outcomes, of %d answers", stage.sandbox().requestCount())
                .isLessThan(stage.sandbox().requestCount());
        assertThatAllEndsWell();
    }

    @Test
    void after_the_outcome_is_durable() throws Exception {
        slowCommits();
        killWhen(() -> LedgerImage.statuses(stage.home()).containsKey("INVITED"));

        assertThat(LedgerImage.statuses(stage.home())).containsKey("INVITED");
        assertThat(LedgerImage.openRows(stage.home())).isPositive();
        assertThatAllEndsWell();
    }

    @Test
    void while_the_report_is_being_written() throws Exception {
        addInvalidRows();
        killWhen(() -> !parts().isEmpty());

        assertThat(parts()).isNotEmpty();
        assertThat(stage.reports()).isEmpty();
        assertThatAllEndsWell();
        assertThat(parts()).isEmpty();
    }

    /** The move is too quick to be met: a home is brought into the states around it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void around_the_move_of_the_file_to_its_report(boolean moved) throws Exception {
        assertThatAllEndsWell();
        Map<Path, String> ended = reports();
        for (Path report : stage.reports()) {
            String drop = String.valueOf(report.getFileName());
            Path work = stage.home().resolve("work").resolve(LedgerImage.work(stage.home(), drop));
            Files.createDirectories(work.resolveSibling("."));
            if (!moved) {
                Files.move(report.resolve("input.csv"), work);
            }
        }
        LedgerImage.edit(stage.home(), "UPDATE drops SET state = 'SENDING'");

        assertThatAllEndsWell();
        assertThat(reports()).isEqualTo(ended);
    }

    /** So is the way of a file into the work folder. */
    @Test
    void while_files_are_taken_in() throws Exception {
        Path work = stage.home().resolve("work");
        Path half = SandboxStage.write(work.resolve("half-a-copy.part/default/people-1.csv"), "email,platf");
        Path whole = SandboxStage.write(
                work.resolve("taken-and-not-known/default/people-2.csv"),
                people.files().get(1));
        Files.createDirectories(work.resolve("made-for-a-file-that-did-not-come/default"));

        assertThatAllEndsWell();
        assertThat(half).doesNotExist();
        assertThat(whole).doesNotExist();
    }

    /** So many that planning, and writing the report, take a while. */
    private void addInvalidRows() throws IOException {
        stage.set(Property.GUARD_INVALID, "off");
        stage.set(Property.GUARD_GROWTH, "off");
        stage.set(Property.GUARD_SHRINKAGE, "off");
        Path file = files.get(0);
        Files.writeString(file, people.files().get(0) + "not an address of any kind,acme,\n".repeat(30_000));
    }

    /** From each commit on, the ledger is busy for so long before it says that it is done. */
    private void slowCommits() {
        stage.set(Property.LEDGER_COMMIT_DELAY, "750ms");
    }

    /** Lets the first call through, which goes alone, and kills the program when others are held. */
    private Instant killWhileHeld(Fault fault) throws Exception {
        stage.sandbox().order(fault.from(2).times(100));
        killWhen(() -> stage.sandbox().requestCount() == 1
                && LedgerImage.statuses(stage.home()).getOrDefault("INTENT", 0L) >= 4
                && LedgerImage.statuses(stage.home()).containsKey("INVITED")
                // Intents are durable before their requests leave.
                && stage.sandbox().held() >= 2);
        stage.sandbox().clearFaults();
        return Instant.now();
    }

    /** {@return how many requests came before that moment, and ended after it} */
    private long heldAt(Instant moment) {
        return stage.sandbox().requests().stream()
                .filter(request ->
                        request.from().isBefore(moment) && request.to().isAfter(moment))
                .count();
    }

    private void killWhen(Callable<Boolean> isThere) throws InterruptedException {
        try (LauncherProcess launched = send()) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> isThere.call() || !launched.isAlive());
            assertThat(launched.isAlive()).as(launched.err()).isTrue();
            launched.kill();
        }
    }

    /** Starts the program again, and lets it work to its end. */
    private void assertThatAllEndsWell() throws InterruptedException {
        assertThatAllEndsWell(() -> true);
    }

    /** The same; what the sandbox holds is released once the program has got so far. */
    private void assertThatAllEndsWell(Callable<Boolean> isThere) throws InterruptedException {
        stage.set(Property.LEDGER_COMMIT_DELAY, "0ms");
        try (LauncherProcess launched = send()) {
            await().until(() -> isThere.call() || !launched.isAlive());
            stage.sandbox().release();
            assertThat(launched.exitCode()).as(launched.err()).isIn(0, 3);
        }
        Verdict verdict = Verdict.of(stage.sandbox().record(), people.wanted());
        assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
        assertThat(LedgerImage.states(stage.home())).containsOnlyKeys("REPORTED");
        assertThat(stage.home().resolve("work")).isEmptyDirectory();
    }

    private LauncherProcess send() {
        return LauncherProcess.start(
                LauncherProcess.LAUNCHER,
                folder,
                stage.environment(),
                Stream.concat(Stream.of("send", "--yes"), files.stream().map(Path::toString))
                        .toArray(String[]::new));
    }

    /** {@return what is in the files of all reports} */
    private Map<Path, String> reports() throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        for (Path file : done()) {
            texts.put(file, Files.readString(file));
        }
        return texts;
    }

    /** The files that are not whole yet. */
    private List<Path> parts() throws IOException {
        return done().stream().filter(file -> file.toString().endsWith(".part")).toList();
    }

    private List<Path> done() throws IOException {
        Path done = stage.home().resolve("done");
        if (!Files.exists(done)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(done)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException vanished) {
            return List.of();
        }
    }
}

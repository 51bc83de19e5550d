package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.intake.inbox.WorkFile;
import invitations.ledger.drop.Drop;
import invitations.routes.RouteCoverage;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that take long, end the program, or find no room on the disk: the others are read and sent. */
class IntakeJourneyTest {
    @TempDir
    Path folder;

    private SandboxStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = SandboxStage.open(folder);
        stage.feed("slow", "platform-key = acme\n");
        stage.feed("quick", "platform-key = acme\n");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_file_that_takes_long_holds_up_no_other_feed_and_its_own_feed_keeps_its_order() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        CountDownLatch isRead = new CountDownLatch(1);
        try (InvitationRuntime runtime = start(InvitationRuntime.Mode.WATCH, "unpack", exchange -> {
            if (exchange.getVariable("arrival", WorkFile.class).name().equals("first.csv")) {
                isRead.countDown();
                awaitUninterrupted(isOver);
            }
        })) {
            drop("slow/first.csv", "ada");
            isRead.await();
            drop("slow/second.csv", "bob");
            await().until(() -> !Files.exists(stage.home().resolve("drop/slow/second.csv")));
            drop("quick/third.csv", "cleo");

            await().until(() -> stage.invited().size() == 1);
            assertThat(stage.invited()).containsOnlyKeys("cleo@example.org acme");
            isOver.countDown();
            await().until(() -> stage.invited().size() == 3);
            assertThat(runtime.ledger().drops().all().stream().map(Drop::fileName))
                    .containsSubsequence("first.csv", "second.csv");
        } finally {
            isOver.countDown();
        }
    }

    @Test
    void what_was_left_holds_up_no_other_feed_either() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        SandboxStage.write(stage.home().resolve("work/one/slow/left.csv"), people("ada"));
        try (InvitationRuntime runtime = start(InvitationRuntime.Mode.WATCH, "unpack", exchange -> {
            if (exchange.getVariable("arrival", WorkFile.class).name().equals("left.csv")) {
                awaitUninterrupted(isOver);
            }
        })) {
            drop("quick/third.csv", "cleo");
            await().until(() -> stage.invited().size() == 1);
            isOver.countDown();
            await().until(() -> stage.invited().size() == 2);
            assertThat(runtime.sending().isStopping()).isFalse();
        } finally {
            isOver.countDown();
        }
    }

    @Test
    void a_file_at_which_the_program_ended_twice_comes_back_and_the_others_are_sent() throws Exception {
        Path left = SandboxStage.write(stage.home().resolve("work/one/slow/left.csv"), people("ada"));
        String content =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(left)));
        SandboxStage.write(stage.home().resolve("work/.attempts/" + content + ".1"), "");
        SandboxStage.write(stage.home().resolve("work/.attempts/" + content + ".2"), "");
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            drop("slow/other.csv", "bob");
            await().until(() -> stage.reports().size() == 2);
            await().until(() -> runtime.ledger().drops().open().isEmpty());
        }
        assertThat(stage.invited()).containsOnlyKeys("bob@example.org acme");
        Program.Run status = stage.run("status");
        assertThat(status.out()).contains("left.csv");
        assertThat(reportOf("left.csv")).content().contains("READING_ENDED_TWICE");
        assertThat(stage.home().resolve("work")).isEmptyDirectory();

        // It may be dropped again.
        assertThat(stage.run(
                                "send",
                                "--yes",
                                "--feed",
                                "slow",
                                stage.file("left.csv", people("ada")).toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void a_stop_ends_the_reading_of_a_file_which_is_read_at_the_next_start() throws Exception {
        AtomicReference<InvitationRuntime> started = new AtomicReference<>();
        try (CapturedLog log = CapturedLog.listen();
                InvitationRuntime runtime =
                        start(InvitationRuntime.Mode.WATCH, "check-rows", exchange -> stop(started))) {
            started.set(runtime);
            drop("slow/first.csv", "ada");
            await().until(runtime.sending()::isStopping);
            await().until(() -> log.lines().stream().anyMatch(line -> line.contains("is read at the next start")));
            assertThat(log.lines(Level.SEVERE)).isEmpty();
        }
        assertThat(stage.invited()).isEmpty();
        assertThat(stage.home().resolve("work/.attempts")).doesNotExist();
        Path packed = gzip(people("bob"));
        try (CapturedLog log = CapturedLog.listen();
                InvitationRuntime runtime = start(InvitationRuntime.Mode.WATCH, "unpack", exchange -> stop(started))) {
            started.set(runtime);
            Files.move(packed, stage.home().resolve("drop/slow/packed.csv.gz"));
            await().until(() -> log.lines().stream().anyMatch(line -> line.contains("is read at the next start")));
            assertThat(log.lines(Level.SEVERE)).isEmpty();
        }
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> stage.reports().size() == 2);
            assertThat(runtime.ledger().drops().all()).hasSize(2);
        }
        assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme", "bob@example.org acme");
    }

    private static void stop(AtomicReference<InvitationRuntime> started) {
        Objects.requireNonNull(started.get()).sending().stop();
    }

    private Path gzip(String text) throws IOException {
        Path file = folder.resolve("packed");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void without_room_on_the_disk_nothing_is_taken_or_sent_and_that_is_said_once() throws IOException {
        stage.set(Property.DISK_RESERVE, "999999GB");
        stage.set(Property.GIVE_UP_AFTER, "10ms");
        Path dropped = drop("slow/first.csv", "ada");
        try (CapturedLog log = CapturedLog.listen();
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> log.lines(Level.SEVERE).stream()
                    .anyMatch(line -> line.contains("is kept free") || line.contains("are kept free")));
            assertThat(runtime.ledger().drops().all()).isEmpty();
            assertThat(log.lines(Level.SEVERE)).hasSize(1);
        }
        assertThat(dropped).exists();
        Program.Run run = stage.send(stage.file("people.csv", people("bob")));
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("no room for it beside what is kept free (invitations.disk.reserve)");
        assertThat(run.err()).doesNotContain("Unexpected error");

        stage.set(Property.DISK_RESERVE, "1MB");
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            Drop held = runtime.receive(runtime.receiving().copy(stage.file("people.csv", people("bob")), "slow", true))
                    .get(0);
            runtime.ledger().drops().release(held, "a test");
        }
        stage.set(Property.DISK_RESERVE, "999999GB");
        assertThat(stage.run("resume").exitCode()).isEqualTo(5);
        assertThat(stage.posts()).isEmpty();
        stage.set(Property.DISK_RESERVE, "1MB");
        assertThat(stage.run("resume").exitCode()).isZero();
        assertThat(stage.invited()).containsOnlyKeys("bob@example.org acme");
    }

    private Path reportOf(String name) throws IOException {
        for (Path report : stage.reports()) {
            if (Files.readString(report.resolve("report.json")).contains('"' + name + '"')) {
                return report.resolve("report.json");
            }
        }
        throw new AssertionError("no report on " + name);
    }

    private Path drop(String name, String person) throws IOException {
        Path target = stage.home().resolve("drop").resolve(name);
        Path part = SandboxStage.write(target.resolveSibling(target.getFileName() + ".part"), people(person));
        return Files.move(part, target);
    }

    private static String people(String person) {
        return "email\n" + person + "@example.org\n";
    }

    private InvitationRuntime start(InvitationRuntime.Mode mode, String step, Consumer<Exchange> before) {
        return InvitationRuntime.start(stage.settings(), mode, context -> {
            context.getCamelContextExtension().addInterceptStrategy(new RouteCoverage());
            intercept(context, step, before);
        });
    }

    private static void intercept(CamelContext context, String step, Consumer<Exchange> before) {
        context.getCamelContextExtension()
                .addInterceptStrategy((camel, node, target, next) -> !step.equals(node.getId())
                        ? target
                        : exchange -> {
                            before.accept(exchange);
                            target.process(exchange);
                        });
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

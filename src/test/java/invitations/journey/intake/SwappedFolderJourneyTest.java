package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.testing.CapturedLog;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.spi.InterceptStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who may write the drop folder and put a link in the place of a feed's folder: nothing else of the home moves. */
class SwappedFolderJourneyTest {
    private static final String PEOPLE = "email,platform_key\nada@example.org,acme\n";
    private static final List<String> OURS = List.of("suppress.csv", "application.properties", "ledger.key");

    @TempDir
    Path folder;

    @Test
    void a_feed_folder_that_becomes_a_link_between_two_files_of_one_poll_gives_nothing_of_the_home() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.write(stage.home().resolve("suppress.csv"), "nobody@example.org\n");
            SandboxStage.write(
                    stage.home().resolve("application.properties"), "iblai.api.key = " + SandboxStage.KEY + "\n");
            Path feed = stage.home().resolve("drop/north");
            SandboxStage.write(feed.resolve("a.csv"), PEOPLE);
            Files.setLastModifiedTime(feed.resolve("a.csv"), FileTime.fromMillis(1000));
            for (String name : OURS) {
                SandboxStage.write(feed.resolve(name), PEOPLE);
            }
            AtomicBoolean swapped = new AtomicBoolean();
            try (InvitationRuntime runtime = InvitationRuntime.start(
                    stage.settings(), InvitationRuntime.Mode.WATCH, context -> context.getCamelContextExtension()
                            .addInterceptStrategy(before("take-file", () -> swap(feed, swapped))))) {
                await().until(() -> !Files.isSymbolicLink(feed) && swapped.get());
                await().until(() -> !runtime.ledger().drops().all().isEmpty());
            }

            assertThat(stage.home().resolve("suppress.csv")).hasContent("nobody@example.org\n");
            assertThat(stage.home().resolve("application.properties")).content().contains(SandboxStage.KEY);
            assertThat(Files.size(stage.home().resolve("ledger.key"))).isEqualTo(32);
            assertThat(feed.resolveSibling("aside")).isDirectory();
        }
    }

    @Test
    void no_link_is_followed_to_a_file_or_to_its_companions() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen();
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            Path outside = stage.file("outside/people.csv", PEOPLE);
            SandboxStage.write(outside.resolveSibling("people.csv.sha256"), "0".repeat(64));
            Path feed = Files.createSymbolicLink(
                    stage.home().resolve("drop/north"),
                    outside.resolveSibling("").normalize());

            assertThat(runtime.receiving().take(feed.resolve("people.csv").toFile()))
                    .isNull();

            assertThat(outside).hasContent(PEOPLE);
            assertThat(outside.resolveSibling("people.csv.sha256")).exists();
            assertThat(log.lines()).anyMatch(line -> line.contains("north/people.csv is not taken"));
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    private static void swap(Path feed, AtomicBoolean swapped) {
        try {
            if (swapped.compareAndSet(false, true)) {
                Files.move(feed, feed.resolveSibling("aside"));
                Files.createSymbolicLink(feed, Path.of(".."));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Does something before each exchange that comes to a step. */
    private static InterceptStrategy before(String step, Runnable what) {
        return (context, node, target, next) -> !step.equals(node.getId())
                ? target
                : exchange -> {
                    what.run();
                    target.process(exchange);
                };
    }
}

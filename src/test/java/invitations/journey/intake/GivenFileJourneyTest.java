package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import invitations.camel.InvitationRuntime;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are named on the command line, and files whose size is a lie: looked at before anything is copied. */
class GivenFileJourneyTest {
    private static final String PEOPLE = "email,platform_key\nada@example.org,acme\n";
    private static final long TEN_GIGABYTES = 10_000_000_000L;

    @TempDir
    Path folder;

    private SandboxStage stage;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        stage = SandboxStage.open(folder);
        file = stage.file("people.csv", PEOPLE);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "check"})
    void a_link_and_a_file_with_further_names_are_not_followed(String verb) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        Path hard = Files.createLink(folder.resolve("hard.csv"), stage.file("other.csv", PEOPLE));

        assertUsage(verb, link, "link.csv: is a link, which is not followed: name the file that it leads to");
        assertUsage(verb, hard, "hard.csv: has further names (hard links)");
        assertUsage(verb, Files.createSymbolicLink(folder.resolve("dangling.csv"), Path.of("nowhere")), "is a link");
        assertUsage(verb, folder, "expected a file that can be read");
        assertUsage(verb, folder.resolve("nowhere.csv"), "expected a file that can be read");
        assertUsage(verb, Path.of("/"), "expected a file that can be read");
        assertUsage(verb, Path.of("/dev/null"), "expected a file that can be read");
        assertThat(stage.posts()).isEmpty();
    }

    @Test
    void a_folder_is_reached_by_links_of_this_user_and_of_nobody_else() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("ours"), Path.of("in/../in/."));
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), folder.resolve("ours"));
        assertThat(stage.send(absolute.resolve("people.csv")).exitCode()).isZero();
        assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root can give links away");

        Files.setAttribute(link, "unix:uid", 4711, LinkOption.NOFOLLOW_LINKS);
        assertUsage("send", link.resolve("people.csv"), "ours is a link of the user 4711, which is not followed");
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertUsage("send", circle.resolve("people.csv"), "is a link of the user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "check"})
    void a_sparse_file_is_refused_before_anything_is_copied(String verb) throws IOException {
        Path sparse = sparse(folder.resolve("sparse.csv"));

        Program.Run run = assertTimeout(() -> stage.run(args(verb, sparse)));

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out())
                .contains(
                        "sparse.csv: The file was refused as a whole and nothing of it was sent: FILE_TOO_LARGE: the file"
                                + " has more than 50000000 bytes (invitations.limit.file-size)");
        assertThat(stage.run(verb, "--json", sparse.toString()).out() + run.err())
                .isNotNull();
        assertThat(sparse).exists();
        if (verb.equals("send")) {
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
            Program.Run both = stage.run("send", "--yes", "--json", sparse.toString(), file.toString());
            assertThat(both.exitCode()).isEqualTo(4);
            assertThat(both.out()).contains("\"code\":\"FILE_TOO_LARGE\"");
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme");
        }
    }

    @Test
    void a_sparse_file_in_the_drop_folder_is_refused_without_being_read_or_copied() throws IOException {
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            Path dropped = sparse(stage.home().resolve("drop/.sparse.csv"));
            Files.writeString(stage.home().resolve("drop/sparse.csv.sha256"), "0".repeat(64));
            Files.move(dropped, dropped.resolveSibling("sparse.csv"));
            await().atMost(Duration.ofSeconds(20)).until(() -> stage.reports().size() == 1);

            assertThat(stage.report().resolve("report.json")).content().contains("FILE_TOO_LARGE");
            assertThat(runtime.ledger().drops().all().get(0).hasEnded()).isTrue();
        }
        assertThat(Files.size(stage.report().resolve("input.csv"))).isEqualTo(TEN_GIGABYTES);
    }

    @Test
    void a_sparse_file_of_another_user_is_put_aside() throws IOException {
        assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root can give files away");
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            Path dropped = sparse(stage.home().resolve("drop/sparse.csv"));
            Files.setAttribute(dropped, "unix:uid", 4711);

            assertThat(assertTimeout(() -> runtime.receiving().take(dropped.toFile())))
                    .isNull();
        }
        try (var files = Files.walk(stage.home().resolve("quarantine"))) {
            assertThat(files).anyMatch(path -> path.endsWith("it-sparse.csv"));
        }
        assertThat(stage.home().resolve("work")).isEmptyDirectory();
    }

    private static <T> T assertTimeout(org.junit.jupiter.api.function.ThrowingSupplier<T> what) {
        return org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(20), what);
    }

    private static Path sparse(Path path) throws IOException {
        Files.createDirectories(path.resolveSibling(""));
        try (RandomAccessFile made = new RandomAccessFile(path.toFile(), "rw")) {
            made.setLength(TEN_GIGABYTES);
        }
        return path;
    }

    private void assertUsage(String verb, Path given, String message) {
        Program.Run run = stage.run(args(verb, given));
        Assertions.assertThat(run.err()).contains(message);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private static String[] args(String verb, Path given) {
        return verb.equals("send")
                ? new String[] {"send", "--yes", given.toString()}
                : new String[] {verb, given.toString()};
    }
}

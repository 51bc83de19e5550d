package invitations.docs;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code samples/schedule/nightly.sh} with a program that only notes its arguments, and ends as it is told. */
class NightlyTest {
    private static final String SCRIPT =
            Path.of("samples/schedule/nightly.sh").toAbsolutePath().toString();

    @TempDir
    private Path folder;

    private Path inbox;
    private Path launcher;
    private Path said;

    @BeforeEach
    void makeInbox() throws IOException {
        inbox = Files.createDirectory(folder.resolve("in box"));
        said = folder.resolve("said");
        launcher = folder.resolve("invitations");
        // The exit code for a file stands in the file.
        Files.writeString(
                launcher,
                """
                #!/bin/sh
                printf '%s|' "$@" >>"${0%/*}/calls"
                echo >>"${0%/*}/calls"
                for file in "$@"; do :; done
                read -r code <"$file"
                exit "$code"
                """);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void an_empty_inbox_is_nothing_to_do() throws Exception {
        assertThat(run()).isZero();
        assertThat(folder.resolve("calls")).doesNotExist();
        assertThat(said).isEmptyFile();
    }

    @Test
    void each_file_is_sent_by_a_call_of_its_own_with_the_options_given() throws Exception {
        drop("a b.csv", 0);
        drop("c.xlsx", 0);
        drop("half.csv.part", 1);

        assertThat(run("--feed", "staff")).isZero();
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .containsExactly(
                        "send|--yes|--feed|staff|" + inbox + "/a b.csv|",
                        "send|--yes|--feed|staff|" + inbox + "/c.xlsx|");
        assertThat(said).isEmptyFile();
    }

    @Test
    void files_that_run_leaves_alone_are_not_sent() throws Exception {
        drop("a.csv", 0);
        for (String ending : TemporaryName.endings()) {
            drop("people.csv." + ending, 1);
            drop("PEOPLE.CSV." + ending.toUpperCase(Locale.ROOT), 1);
        }
        for (String name : TemporaryName.names()) {
            drop(name, 1);
        }
        for (String name : List.of("#people.csv#", "~$people.csv", "people.csv~", ".~lock.people.csv#", "Thumbs.db")) {
            drop(name, 1);
        }

        assertThat(run()).isZero();
        assertThat(Files.readAllLines(folder.resolve("calls"))).containsExactly("send|--yes|" + inbox + "/a.csv|");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4})
    void a_file_whose_drop_has_ended_moves_aside_and_the_next_one_is_sent(int code) throws Exception {
        drop("a.csv", code);
        drop("b.csv", 0);

        assertThat(run()).isEqualTo(code);
        assertThat(waiting()).isEmpty();
        assertThat(taken()).hasSize(2).anyMatch(name -> name.endsWith("Z-a.csv"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 7, 8, 78, 130, 137, 143})
    void a_file_that_is_not_finished_stays_and_nothing_else_is_sent(int code) throws Exception {
        drop("a.csv", code);
        drop("b.csv", 0);

        assertThat(run()).isEqualTo(code);
        assertThat(waiting()).containsExactly("a.csv", "b.csv");
        assertThat(taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3, dead-letter.csv",
        "4, cannot be used as a whole",
        "5, the next run goes on with it",
        "6, run doctor",
        "8, another instance",
        "143, stopped",
        "78, exit code 78"
    })
    void what_a_person_must_know_is_said(int code, String words) throws Exception {
        drop("a.csv", code);

        run();

        assertThat(said).content().contains(inbox + "/a.csv", words);
    }

    @ParameterizedTest
    @CsvSource({"3, 4, 4", "4, 3, 4", "0, 3, 3", "3, 0, 3", "3, 5, 5"})
    void the_exit_code_is_the_one_that_matters_most(int first, int second, int expected) throws Exception {
        drop("a.csv", first);
        drop("b.csv", second);

        assertThat(run()).isEqualTo(expected);
    }

    @Test
    void links_are_left_alone_and_named_and_the_other_files_are_sent() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside.csv"), "0\n");
        Files.createSymbolicLink(inbox.resolve("a link.csv"), outside);
        Files.createSymbolicLink(inbox.resolve("dangling.csv"), Path.of("nowhere"));
        Files.createSymbolicLink(inbox.resolve("folder"), folder);
        Files.createLink(inbox.resolve("hard.csv"), outside);
        drop("z.csv", 0);

        assertThat(run()).isEqualTo(4);
        assertThat(Files.readAllLines(folder.resolve("calls"))).containsExactly("send|--yes|" + inbox + "/z.csv|");
        assertThat(said).content().contains("a link.csv: is a link", "dangling.csv", "folder", "hard.csv");
        assertThat(waiting()).containsExactly("a link.csv", "dangling.csv", "hard.csv");
        assertThat(outside).exists();
    }

    @Test
    void files_are_never_moved_through_a_link() throws Exception {
        Files.createSymbolicLink(inbox.resolve("taken"), Files.createDirectory(folder.resolve("elsewhere")));
        drop("a.csv", 0);

        assertThat(run()).isEqualTo(78);
        assertThat(said).content().contains("taken is a link");
        assertThat(waiting()).containsExactly("a.csv");
    }

    @Test
    void without_an_inbox_it_says_what_is_missing() throws Exception {
        inbox = folder.resolve("nowhere");

        assertThat(run()).isEqualTo(78);
        assertThat(said).content().contains("NIGHTLY_INBOX is '" + inbox + "'");
    }

    private void drop(String name, int code) throws IOException {
        Files.writeString(inbox.resolve(name), code + "\n");
    }

    private int run(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(said.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("NIGHTLY_INBOX", inbox.toString());
        builder.environment().put("NIGHTLY_LAUNCHER", launcher.toString());
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private List<String> waiting() throws IOException {
        return names(inbox).stream().filter(name -> name.endsWith(".csv")).toList();
    }

    private List<String> taken() throws IOException {
        return names(inbox.resolve("taken"));
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

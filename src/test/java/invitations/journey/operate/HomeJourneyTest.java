package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write in a home, and who may read what is made in it. */
class HomeJourneyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "drop",
                "drop/north",
                "work",
                "done",
                "feeds",
                "feeds/hr.properties",
                "suppress.csv",
                "ledger.key"
            })
    void a_home_that_everybody_may_write_is_refused_with_the_command_to_run(String name) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Files.createDirectories(stage.home().resolve("drop/north"));
            Path path = Files.createDirectories(stage.home().resolve(name));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));

            Program.Run run = stage.send(stage.file("people.csv", "email,platform_key\nada@example.org,acme\n"));

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.err())
                    .contains("may be written by every user of this machine; say chmod o-w '" + path + "'");
            assertThat(run.err().contains("invitations.home.shared=true")).isEqualTo(name.startsWith("drop"));
            Program.Run doctor = stage.run("doctor");
            assertThat(doctor.exitCode()).isEqualTo(78);
            assertThat(doctor.out()).contains("say chmod o-w '" + path + "'");
            assertThat(stage.posts()).isEmpty();
        }
    }

    @Test
    void the_drop_folder_may_be_shared_and_nothing_else() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.HOME_SHARED, "true");
            Path drop = Files.createDirectories(stage.home().resolve("drop"));
            Files.setPosixFilePermissions(drop, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path file = stage.file("people.csv", "email,platform_key\nada@example.org,acme\n");
            assertThat(stage.send(file).exitCode()).isZero();

            Files.setPosixFilePermissions(stage.home(), PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThat(stage.send(file).exitCode()).isEqualTo(78);
        }
    }

    @Test
    void what_is_made_is_the_owners_alone_whatever_the_umask() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", "email,platform_key\nada@example.org,acme\nnobody,acme\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            ProcessBuilder program = new ProcessBuilder(
                            "sh",
                            "-c",
                            "umask 000; exec \"$@\"",
                            "sh",
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "invitations.cli.Invitations",
                            "send",
                            "--yes",
                            file.toString())
                    .redirectErrorStream(true);
            program.environment().putAll(stage.environment());
            Process process = program.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(out).isEqualTo(3);
            try (Stream<Path> made = Files.walk(stage.home())) {
                List<Path> open = made.filter(HomeJourneyTest::isOpenToOthers).toList();
                assertThat(open).isEmpty();
            }
            assertThat(stage.report().resolve("dead-letter.csv")).exists();
        }
    }

    private static boolean isOpenToOthers(Path path) {
        try {
            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
                    .endsWith("------");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

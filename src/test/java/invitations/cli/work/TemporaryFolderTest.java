package invitations.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verb keeps in the system's temporary folder, and what a killed one left there. */
class TemporaryFolderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path system;

    @Test
    void it_is_the_owners_alone_and_gone_when_it_is_closed() throws IOException {
        Path path;
        try (TemporaryFolder folder = TemporaryFolder.create("check")) {
            path = folder.path();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
            Files.writeString(Files.createDirectories(path.resolve("home/work")).resolve("people.csv"), "people");
            TemporaryFolder.sweep(path, Clock.systemUTC());
            assertThat(path.resolve("home/work/people.csv")).exists();
            assertThat(folder.isDiscarded()).isFalse();
        }
        assertThat(path).doesNotExist();
        assertThat(path.resolveSibling(path.getFileName() + ".gone")).doesNotExist();
    }

    @Test
    void what_a_killed_process_left_is_taken_away_and_what_is_in_use_stays() throws IOException {
        Path killed = left("invitations-check-1", "in-use", Duration.ZERO);
        Path discarded = left("invitations-check-2.gone", "in-use", Duration.ZERO);
        Path ofAnEarlierVersion = left("invitations-check-3", "lock", Duration.ofMinutes(5));
        Path warmUp = left("invitations-warm-up-4", "in-use", Duration.ZERO);
        Path old = left("invitations-check-5", "other", Duration.ofHours(2));
        Path justBegun = left("invitations-check-6", "other", Duration.ofMinutes(1));
        Path ofOthers = left("invitations-demo", "in-use", Duration.ofHours(2));
        Path used = left("invitations-check-7", "in-use", Duration.ofHours(2));
        try (FileChannel lock = FileChannel.open(used.resolve("in-use"), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();

            TemporaryFolder.sweep(system, system, Clock.fixed(NOW, ZoneOffset.UTC));
        }

        assertThat(killed).doesNotExist();
        assertThat(discarded).doesNotExist();
        assertThat(ofAnEarlierVersion).doesNotExist();
        assertThat(warmUp).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(justBegun).exists();
        assertThat(ofOthers).exists();
        assertThat(used.resolve("home/people.csv")).exists();
    }

    @Test
    void a_link_is_not_followed_and_a_folder_that_is_not_there_does_no_harm() throws IOException {
        Path outside = Files.writeString(
                Files.createDirectory(system.resolve("outside")).resolve("people.csv"), "x");
        Path left = left("invitations-check-1", "in-use", Duration.ZERO);
        Files.createSymbolicLink(left.resolve("link"), outside.getParent());

        TemporaryFolder.sweep(system, system, Clock.fixed(NOW, ZoneOffset.UTC));
        TemporaryFolder.sweep(system, system.resolve("nowhere"), Clock.systemUTC());
        TemporaryFolder.sweep(system.resolve("nowhere"), system, Clock.systemUTC());

        assertThat(left).doesNotExist();
        assertThat(outside).exists();
    }

    private Path left(String name, String lock, Duration age) throws IOException {
        Path path = Files.createDirectory(system.resolve(name));
        Files.writeString(path.resolve(lock), "");
        Files.writeString(Files.createDirectory(path.resolve("home")).resolve("people.csv"), "people");
        Files.setLastModifiedTime(path, FileTime.from(NOW.minus(age)));
        return path;
    }
}

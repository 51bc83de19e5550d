package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.Distribution;
import invitations.testing.LauncherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache of the launcher has a library and classes that are run: it is used only where nobody else can change it. */
class CacheLauncherTest {
    private static final String NOT_USED = "is not used, so starts are slow";

    @TempDir
    static Path folder;

    private static Path program;
    private static Path made;

    private Path caches;
    private Path archives;
    private String complaints = "";

    /** Made once: making it takes seconds. */
    @BeforeAll
    static void make() throws Exception {
        program = Distribution.in(folder);
        made = Files.createDirectory(folder.resolve("made"));
        permit(folder, "rwx------");
        permit(made, "rwx------");
        assertThat(start(made)).doesNotContain(NOT_USED);
    }

    @BeforeEach
    void copy() throws Exception {
        caches = folder.resolve("caches");
        archives = caches.resolve("invitations");
        run("cp", "-a", made.toString(), caches.toString());
    }

    @AfterEach
    void clear() throws Exception {
        run("rm", "-rf", caches.toString(), folder.resolve("elsewhere").toString());
    }

    @Test
    void what_the_first_start_makes_is_the_owners_and_is_used_by_the_next() throws Exception {
        List<Path> files = Distribution.files(archives);
        assertThat(files).anyMatch(file -> file.endsWith("classes.jsa"));
        for (Path file : files) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("%s", file)
                    .endsWith("------");
        }
        assertThat(usesTheCache()).isTrue();
        assertThat(Distribution.files(archives)).containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "archive", "library", "classes", "above"})
    void what_others_may_write_is_not_used(String what) throws Exception {
        Path path = at(what);
        permit(path, Files.isDirectory(path) ? "rwxrwx---" : "rw-rw----");

        assertThatItIsNotUsed();

        permit(path, Files.isDirectory(path) ? "rwx---rwx" : "rw----rw-");
        assertThatItIsNotUsed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "archive", "library", "classes"})
    void a_link_is_not_used(String what) throws Exception {
        Path path = at(what);
        Path elsewhere = Files.move(path, folder.resolve("elsewhere"));
        Files.createSymbolicLink(path, elsewhere);

        assertThatItIsNotUsed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "archive", "library", "classes", "above"})
    void what_belongs_to_somebody_else_is_not_used(String what) throws Exception {
        Path path = at(what);
        // Only root can give a file away.
        Assumptions.assumeTrue(Files.getAttribute(path, "unix:uid").equals(0));
        Files.setAttribute(path, "unix:uid", 12_345);

        assertThatItIsNotUsed();
    }

    @Test
    void a_folder_that_waits_for_the_first_start_is_not_used() throws Exception {
        clear();
        Files.createDirectories(archives);
        permit(archives, "rwxrwxrwx");

        assertThatItIsNotUsed();
        assertThat(Distribution.files(archives)).as("nothing is made in it").isEmpty();
    }

    @Test
    void a_folder_like_tmp_above_it_does_no_harm() throws Exception {
        permit(caches, "rwxrwxrwx");
        new ProcessBuilder("chmod", "1777", caches.toString()).start().waitFor();

        assertThat(usesTheCache()).isTrue();
    }

    private Path at(String what) throws IOException {
        if (what.equals("above")) {
            return caches;
        }
        List<Path> files = Distribution.files(archives);
        return switch (what) {
            case "folder" -> archives;
            case "archive" ->
                files.stream().filter(Files::isDirectory).findFirst().orElseThrow();
            case "library" ->
                files.stream()
                        .filter(file -> file.endsWith("libsqlitejdbc.so"))
                        .findFirst()
                        .orElseThrow();
            default ->
                files.stream()
                        .filter(file -> file.endsWith("classes.jsa"))
                        .findFirst()
                        .orElseThrow();
        };
    }

    private void assertThatItIsNotUsed() throws Exception {
        assertThat(usesTheCache()).isFalse();
        assertThat(complaints).contains(NOT_USED).contains(caches.toString());
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    /** Starts the program; what it complains of. */
    private static String start(Path caches) throws Exception {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", caches.toString());
        try (LauncherProcess launched = LauncherProcess.start(program, folder, environment, "--version")) {
            assertThat(launched.exitCode()).as(launched.err()).isZero();
            assertThat(launched.out()).startsWith("invitations ");
            return launched.err();
        }
    }

    /** {@return whether Java is told to load anything of it: by a Java that only says what it is told} */
    private boolean usesTheCache() throws Exception {
        Map<String, String> environment = Map.of(
                "XDG_CACHE_HOME",
                caches.toString(),
                "INVITATIONS_JAVA_OPTS",
                "--dry-run -XshowSettings:properties -XX:+PrintCommandLineFlags");
        try (LauncherProcess launched = LauncherProcess.start(program, folder, environment, "--version")) {
            assertThat(launched.exitCode()).as(launched.err()).isZero();
            complaints = launched.err();
            String told = launched.out() + launched.err();
            boolean isLibraryTold = told.contains("org.sqlite.lib.path");
            assertThat(told.contains("SharedArchiveFile")).isEqualTo(isLibraryTold);
            return isLibraryTold;
        }
    }
}

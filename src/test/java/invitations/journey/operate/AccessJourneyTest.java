package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who owns, may write, and may read what the program relies on. */
class AccessJourneyTest {
    private static final String PEOPLE = "email,platform_key\nada@example.org,acme\n";

    @TempDir
    Path folder;

    private SandboxStage stage;

    @BeforeEach
    void open() {
        stage = SandboxStage.open(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "drop",
                "drop/north",
                "work",
                "incoming",
                "quarantine",
                "done",
                "feeds",
                "feeds/hr.properties",
                "suppress.csv",
                "known_hosts",
                "application.properties",
                "ledger.key",
                "ledger.db"
            })
    void the_group_counts_as_other_users(String name) throws IOException {
        Files.createDirectories(stage.home().resolve("drop/north"));
        Path path = stage.home().resolve(name);
        if (name.contains(".")) {
            SandboxStage.write(path, "");
        } else {
            Files.createDirectories(path);
        }
        mode(path, "rwxrwx---");

        assertRefused("may be written by the users of its group; say chmod g-w '" + path + "'");
        mode(path, "rwx------");
        if (!name.startsWith("ledger")) {
            assertSent();
        }
    }

    @Test
    void a_group_may_write_the_drop_folder_where_that_is_said_and_nothing_else() throws IOException {
        stage.set(Property.HOME_SHARED, "true");
        Files.createDirectories(stage.home().resolve("drop/north"));
        mode(stage.home().resolve("drop"), "rwxrwx---");
        mode(stage.home().resolve("drop/north"), "rwxrwxrwx");
        assertSent();

        mode(stage.home(), "rwxrwx---");
        assertRefused("say chmod g-w '" + stage.home() + "' first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "drop", "feeds", "feeds/hr.properties", "suppress.csv"})
    void what_belongs_to_another_user_is_refused(String name) throws IOException {
        assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root can give files away");
        Path path = stage.home().resolve(name);
        SandboxStage.write(stage.home().resolve("feeds/hr.properties"), "");
        SandboxStage.write(stage.home().resolve("suppress.csv"), "");
        Files.createDirectories(stage.home().resolve("drop"));
        Files.setAttribute(path, "unix:uid", 4711);

        assertRefused(
                path + " belongs to the user 4711, not to root who runs this; let root say chown root '" + path + "'");
    }

    @Test
    void a_folder_above_the_home_that_everybody_may_write_is_refused_unless_it_is_sticky() throws IOException {
        Path above = Files.createDirectories(folder.resolve("shared"));
        stage.set(Property.HOME, above.resolve("home").toString());
        mode(above, "rwxrwxrwx");
        assertRefused(
                above + " may be written by every user of this machine, who may put another folder in the place of "
                        + above.resolve("home"));

        Files.setAttribute(above, "unix:mode", 01777);
        assertSent();
    }

    /** Who may rename the home away has a new one made in its place, which knows of nobody who was invited. */
    @Test
    void a_folder_above_the_home_that_a_group_may_write_is_refused_unless_it_is_sticky() throws IOException {
        Path above = Files.createDirectories(folder.resolve("shared"));
        stage.set(Property.HOME, above.resolve("home").toString());
        mode(above, "rwxrwxr-x");
        assertRefused(above + " may be written by its group, who may put another folder in the place of "
                + above.resolve("home") + "; say chmod g-w '" + above + "' first");

        Files.setAttribute(above, "unix:mode", 01775);
        assertSent();
    }

    @Test
    void keys_are_for_nobody_else_to_read() throws IOException {
        assertSent();
        Path ledgerKey = stage.home().resolve("ledger.key");
        for (String modes : new String[] {"rw-r-----", "rw----r--"}) {
            mode(ledgerKey, modes);
            assertRefused(ledgerKey + " is secret, and other users may read it; say chmod 600 '" + ledgerKey + "'");
        }
        mode(ledgerKey, "rw-------");
        for (Property property : new Property[] {Property.SFTP_KEY_FILE, Property.PGP_KEY_FILE}) {
            Path key = SandboxStage.write(folder.resolve(property.name()), "no key");
            stage.set(property, key.toString());
            mode(key, "rw-r--r--");
            assertRefused(key + " is secret");
            mode(key, "rw-------");
            assertSent();
        }
    }

    @Test
    void settings_with_a_key_in_them_are_for_nobody_else_to_read_where_others_can_come() throws IOException {
        Path settings = SandboxStage.write(
                stage.home().resolve("application.properties"), "invitations.sftp.password = hush-hush-4711\n");
        mode(settings, "rw-r--r--");
        assertSent();
        assumeTrue(isOpen(folder.resolveSibling(".")), "the folder of tests is closed to others");
        mode(folder, "rwxr-xr-x");
        mode(stage.home(), "rwxr-xr-x");

        assertRefused(settings + " has a key or a password in it");
        mode(settings, "rw-------");
        assertSent();
    }

    @Test
    void routes_that_others_may_write_are_refused() throws IOException {
        Path routes = folder.resolve("my-routes");
        Files.createDirectories(routes);
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        stage.set(Property.ROUTES, routes.toString());
        mode(routes, "rwxrwxr-x");
        assertRefused("say chmod g-w '" + routes + "'");
        mode(routes, "rwxr-xr-x");
        Path route = routes.resolve("make-call.camel.yaml");
        mode(route, "rw-r--rw-");
        assertRefused("say chmod o-w '" + route + "'");
        mode(route, "rw-r--r--");
        assertSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "work", "quarantine"})
    void a_folder_that_is_a_link_is_refused(String name) throws IOException {
        Files.createDirectories(stage.home());
        Files.createSymbolicLink(stage.home().resolve(name), Files.createDirectories(folder.resolve("elsewhere")));

        assertRefused(stage.home().resolve(name) + " is a link");
    }

    private void assertRefused(String message) throws IOException {
        Program.Run run = stage.send(stage.file("people.csv", PEOPLE));
        assertThat(run.err()).contains(message);
        assertThat(run.exitCode()).isEqualTo(78);
        Program.Run doctor = stage.run("doctor");
        assertThat(doctor.out()).contains(message);
        assertThat(doctor.exitCode()).isEqualTo(78);
        assertThat(stage.posts().size()).isLessThanOrEqualTo(1);
    }

    private void assertSent() throws IOException {
        Program.Run run = stage.send(stage.file("people.csv", PEOPLE));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static boolean isOpen(Path path) throws IOException {
        for (Path each = path.toRealPath(); each != null; each = each.getParent()) {
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS))
                    .endsWith("x")) {
                return false;
            }
        }
        return true;
    }

    private static void mode(Path path, String modes) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
    }
}

package invitations.journey.remote;

import static invitations.testing.ServerStage.ADA;
import static invitations.testing.ServerStage.awaitNoWait;
import static invitations.testing.ServerStage.awaitWait;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.LiveFolder;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of an FTPS server on their way to invitations, and results on their way back. */
class FtpsJourneyTest {
    private static final String PASSWORD = "ftps pass+word";

    @TempDir
    Path folder;

    private Path root;
    private FtpServer server;
    private SandboxStage stage;
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private volatile boolean freeNamesOnly;

    @BeforeEach
    void open() throws Exception {
        root = Files.createDirectories(folder.resolve("server"));
        for (String name : List.of("inbox", "archive", "outgoing")) {
            Files.createDirectories(root.resolve(name));
        }
        stage = SandboxStage.open(folder);
        stage.set(Property.FTPS_HOST, "localhost");
        stage.set(Property.FTPS_USERNAME, "hr");
        stage.set(Property.FTPS_PASSWORD, PASSWORD);
        stage.set(Property.FTPS_OUTGOING, "outgoing");
        stage.set(Property.FTPS_POLL, "50ms");
        start("localhost", "localhost");
    }

    @AfterEach
    void close() {
        server.stop();
        stage.close();
    }

    @Test
    void a_file_is_collected_and_its_results_come_back_all_of_it_encrypted() throws IOException {
        stage.set(Property.FTPS_AUTHORITIES, pem("localhost").toString());
        SandboxStage.write(root.resolve("inbox/acme/people.csv"), "email\nada@example.org\n");
        stage.feed("acme", "platform-key = acme\n");
        try (CapturedLog log = CapturedLog.listen();
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> stage.invited().size() == 1);
            await().until(() -> names("archive").size() == 1);
            await().until(() -> names("outgoing").contains("report.json"));
            awaitNoWait(runtime);
            assertThat(log.lines()).noneMatch(line -> line.contains(PASSWORD));
        }
        assertThat(names("inbox")).isEmpty();
        assertThat(names("outgoing")).containsExactly("report.csv", "report.json");
        assertThat(stage.run("doctor").out())
                .contains("FTPS      localhost is the one that is known, lets us in, and has the folders");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_report_that_changes_takes_the_place_of_the_one_before(boolean onlyToFreeNames) throws Exception {
        stage.set(Property.FTPS_AUTHORITIES, pem("localhost").toString());
        freeNamesOnly = onlyToFreeNames;
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            SandboxStage.write(stage.home().resolve("drop/people.csv"), ADA);
            await().until(() -> names("outgoing").contains("report.json"));
            awaitDelivered(runtime);
            runtime.ledger().commands().ask("forget", List.of("ada@example.org"), "me");
            runtime.actOnCommands();
            awaitDelivered(runtime);
        }
        assertThat(names("outgoing")).containsExactly("dead-letter.csv", "report.csv", "report.json");
        assertThat(LiveFolder.files(root.resolve("outgoing")))
                .filteredOn(file -> file.endsWith("report.csv"))
                .singleElement(as(PATH))
                .content()
                .doesNotContain("ada@example.org");
        // Where the server lets a file take another's place, none is ever missing.
        assertThat(deleted).isEqualTo(onlyToFreeNames ? List.of("report.csv", "report.json") : List.of());
    }

    private static void awaitDelivered(InvitationRuntime runtime) {
        await().until(() -> runtime.ledger().deliveries().due("deliver-to-ftps").isEmpty());
    }

    @Test
    void a_certificate_that_nobody_signed_or_for_another_name_is_never_trusted() throws Exception {
        SandboxStage.write(root.resolve("inbox/people.csv"), ADA);
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            awaitWait(runtime, "certificate or encryption is not accepted");
        }
        server.stop();
        start("other.example.org");
        stage.set(Property.FTPS_AUTHORITIES, pem("other.example.org").toString());
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            awaitWait(runtime, "certificate or encryption is not accepted");
        }
        assertThat(stage.run("doctor").out()).contains("certificate or encryption is not accepted");
        assertThat(names("inbox")).containsExactly("people.csv");
    }

    @Test
    void the_certificate_of_the_connection_for_files_is_held_against_the_name_as_well() throws Exception {
        server.stop();
        start("localhost", "other.example.org");
        Path both = Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(pem("localhost")) + Files.readString(pem("other.example.org")));
        stage.set(Property.FTPS_AUTHORITIES, both.toString());
        SandboxStage.write(root.resolve("inbox/people.csv"), ADA);
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            awaitWait(runtime, "certificate or encryption is not accepted");
        }
        assertThat(names("inbox")).containsExactly("people.csv");
        assertThat(stage.invited()).isEmpty();

        server.stop();
        start("localhost", "localhost");
        stage.set(Property.FTPS_AUTHORITIES, pem("localhost").toString());
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> stage.invited().size() == 1);
            awaitNoWait(runtime);
        }
    }

    @Test
    void a_server_may_be_named_by_its_address() throws Exception {
        server.stop();
        start("127.0.0.1", "127.0.0.1");
        stage.set(Property.FTPS_HOST, "127.0.0.1");
        stage.set(Property.FTPS_AUTHORITIES, pem("127.0.0.1").toString());
        SandboxStage.write(root.resolve("inbox/people.csv"), ADA);
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> stage.invited().size() == 1);
            awaitNoWait(runtime);
        }
    }

    @Test
    void a_folder_that_is_missing_and_a_login_that_is_refused_are_told_apart() throws IOException {
        stage.set(Property.FTPS_AUTHORITIES, pem("localhost").toString());
        stage.set(Property.FTPS_AFTER, "delete");
        Files.delete(root.resolve("inbox"));
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            awaitWait(runtime, "ftps: ");
            assertThat(stage.run("doctor").out()).contains("a folder or file is not there", "(inbox)");
            SandboxStage.write(root.resolve("inbox/people.csv"), ADA);
            await().until(() -> stage.invited().size() == 1);
            await().until(() -> names("inbox").isEmpty());
            awaitNoWait(runtime);
        }
        stage.set(Property.ORG, "acme");
        stage.set(Property.FTPS_PASSWORD, "wrong one");
        try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            awaitWait(runtime, "the server refuses the login");
        }
        assertThat(stage.run("doctor").exitCode()).isEqualTo(6);
        stage.set(Property.FTPS_AUTHORITIES, root.resolve("inbox").toString());
        assertThat(stage.run("run").exitCode()).isEqualTo(78);
    }

    private void start(String name) throws Exception {
        start(name, name);
    }

    /** With certificates of its own: for commands, and for files. */
    private void start(String name, String nameForFiles) throws Exception {
        SslConfigurationFactory ssl = certificate(name);
        DataConnectionConfigurationFactory files = new DataConnectionConfigurationFactory();
        files.setSslConfiguration(certificate(nameForFiles).createSslConfiguration());
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(0);
        listener.setSslConfiguration(ssl.createSslConfiguration());
        listener.setDataConnectionConfiguration(files.createDataConnectionConfiguration());
        FtpServerFactory factory = new FtpServerFactory();
        Listener made = listener.createListener();
        factory.addListener("default", made);
        BaseUser user = new BaseUser();
        user.setName("hr");
        user.setPassword(PASSWORD);
        user.setHomeDirectory(root.toString());
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        // It clears the map when it stops.
        factory.setFtplets(new HashMap<>(Map.of("watch", new Watch())));
        server = factory.createServer();
        server.start();
        stage.set(Property.FTPS_PORT, String.valueOf(made.getPort()));
    }

    /** Notes which files are deleted, and replaces files as most servers do: this one renames to free names only. */
    private final class Watch extends DefaultFtplet {
        @Override
        public FtpletResult onDeleteStart(FtpSession session, FtpRequest request) {
            deleted.add(Path.of(request.getArgument()).getFileName().toString());
            return FtpletResult.DEFAULT;
        }

        @Override
        public FtpletResult onRenameStart(FtpSession session, FtpRequest request) throws FtpException, IOException {
            if (freeNamesOnly) {
                return FtpletResult.DEFAULT;
            }
            FtpFile target = session.getFileSystemView().getFile(request.getArgument());
            Files.move(real(session.getRenameFrom()), real(target), StandardCopyOption.ATOMIC_MOVE);
            session.write(new DefaultFtpReply(250, "renamed"));
            return FtpletResult.SKIP;
        }

        private Path real(FtpFile file) {
            return root.resolve(file.getAbsolutePath().substring(1));
        }
    }

    private SslConfigurationFactory certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        if (!Files.exists(store)) {
            keytool(
                    "-genkeypair",
                    "-alias",
                    "s",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "SAN=" + (name.equals("127.0.0.1") ? "ip:" : "dns:") + name,
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    "changeit");
            keytool(
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    "s",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    "changeit",
                    "-file",
                    pem(name).toString());
        }
        SslConfigurationFactory ssl = new SslConfigurationFactory();
        ssl.setKeystoreFile(store.toFile());
        ssl.setKeystorePassword("changeit");
        return ssl;
    }

    private Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    private static void keytool(String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private List<String> names(String name) throws IOException {
        return LiveFolder.names(root.resolve(name));
    }
}

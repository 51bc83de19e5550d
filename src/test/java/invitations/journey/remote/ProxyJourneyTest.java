package invitations.journey.remote;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.RealProxy;
import invitations.testing.SandboxStage;
import invitations.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network from which only a proxy leads to the API: its name can be looked up by the proxy alone. */
class ProxyJourneyTest {
    private static final String HOST = "api.proxied.invalid";
    private static final String USER = "north office";
    private static final String PASSWORD = "s3cret:p@ss/word";
    private static final String IN_URL = "north%20office:s3cret%3Ap%40ss%2Fword";
    private static final List<String> TRUST =
            List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword", "javax.net.ssl.trustStoreType");

    @TempDir
    Path folder;

    private final Map<String, String> before = new HashMap<>();

    @AfterEach
    void trustWhatWasTrusted() {
        TRUST.forEach(name -> {
            String value = before.get(name);
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private RealProxy proxy(SandboxStage stage) throws Exception {
        TestCertificate certificate = TestCertificate.forHost(HOST, folder);
        TRUST.forEach(name -> before.put(name, System.getProperty(name)));
        System.setProperty(TRUST.get(0), folder.resolve(HOST + ".p12").toString());
        System.setProperty(TRUST.get(1), TestCertificate.PASSWORD);
        System.setProperty(TRUST.get(2), "PKCS12");
        stage.set(Property.API_BASE_URL, "https://" + HOST + "/dm");
        return new RealProxy(port(stage), certificate.serverContext(), USER, PASSWORD);
    }

    private static int port(SandboxStage stage) {
        return URI.create(stage.sandbox().url()).getPort();
    }

    private static Program.Run run(SandboxStage stage, Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(stage.environment());
        environment.putAll(variables);
        Program.Run run = Program.run(environment, arguments);
        assertThat(run.out() + run.err()).doesNotContain(PASSWORD).doesNotContain("s3cret%3A");
        return run;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
    void invitations_go_by_the_proxy_of_the_environment(String variable) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                RealProxy proxy = proxy(stage)) {
            Map<String, String> variables = Map.of(variable, "http://" + IN_URL + "@127.0.0.1:" + proxy.port() + "/");

            Program.Run run = run(stage, variables, "send", "--yes", people(stage));
            Program.Run doctor = run(stage, variables, "doctor");

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            assertThat(proxy.requests())
                    .isNotEmpty()
                    .allMatch(line -> line.equals("CONNECT " + HOST + ":443 HTTP/1.1"));
            assertThat(proxy.through())
                    .contains("POST /dm/api/catalog/")
                    .doesNotContainIgnoringCase("proxy-authorization");
            assertThat(doctor.out())
                    .contains("way       https://" + HOST + "/dm: by the proxy 127.0.0.1:" + proxy.port() + " as user '"
                            + USER + "' (environment " + variable + ")")
                    .contains("https://" + HOST + "/dm answers, and accepts the key");
        }
    }

    @Test
    void properties_win_over_the_environment() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                RealProxy proxy = proxy(stage)) {
            stage.set(Property.PROXY_URL, "http://127.0.0.1:" + proxy.port());
            stage.set(Property.PROXY_USERNAME, USER);
            stage.set(Property.PROXY_PASSWORD, PASSWORD);

            Program.Run run = run(stage, Map.of("HTTPS_PROXY", "http://127.0.0.1:1"), "send", "--yes", people(stage));

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            assertThat(run(stage, Map.of(), "doctor").out())
                    .contains("(invitations.proxy.url)")
                    .contains("invitations.proxy.password         ********");
        }
    }

    @Test
    void a_proxy_that_does_not_know_the_user_stops_everything_and_nobody_is_in_doubt() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                RealProxy proxy = proxy(stage)) {
            Map<String, String> wrong = Map.of("HTTPS_PROXY", "http://somebody:wrong-word@127.0.0.1:" + proxy.port());

            Program.Run run = run(stage, wrong, "send", "--yes", people(stage));

            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out())
                    .contains("Stopped: the proxy answers 407 Proxy Authentication Required")
                    .contains("invitations.proxy.username")
                    .doesNotContain("wrong-word");
            assertThat(Files.readString(stage.report().resolve("report.csv")))
                    .contains("\"UNPROCESSED\",\"PROXY_REFUSED\"")
                    .doesNotContain("NEEDS_REVIEW");
            assertThat(run(stage, wrong, "doctor").out())
                    .contains(HOST + "/dm cannot be reached: the proxy answers 407");
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 403 Forbidden, 6, PROXY_REFUSED",
        "HTTP/1.1 404 Not Found, 5, UNREACHABLE",
        "HTTP/1.1 502 Bad Gateway, 5, UNREACHABLE"
    })
    void what_a_proxy_says_is_not_taken_for_the_api(String answer, int exitCode, String code) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                RealProxy proxy = proxy(stage)) {
            stage.set(Property.GIVE_UP_AFTER, "300ms");
            proxy.answer(answer);

            Program.Run run = run(
                    stage,
                    Map.of("HTTPS_PROXY", "http://" + IN_URL + "@127.0.0.1:" + proxy.port()),
                    "send",
                    "--yes",
                    people(stage));

            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
            try (Ledger ledger = LedgerAccess.openToRead(stage.home()).orElseThrow()) {
                assertThat(ledger.results().page(ledger.drops().all().get(0), 0, 9))
                        .extracting(row -> row.status() + " " + row.code())
                        .contains((exitCode == 6 ? "UNPROCESSED " : "RETRYABLE ") + code)
                        .noneMatch(row -> row.startsWith("REFUSED") || row.startsWith("UNCERTAIN"));
            }
            assertThat(stage.invited()).isEmpty();
        }
    }

    @Test
    void requests_to_this_machine_go_directly_unless_somebody_says_otherwise() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                RealProxy proxy = new RealProxy(port(stage), null, USER, PASSWORD)) {
            Map<String, String> variables = Map.of("HTTP_PROXY", "http://" + IN_URL + "@127.0.0.1:" + proxy.port());

            assertThat(run(stage, variables, "send", "--yes", people(stage)).exitCode())
                    .isZero();
            assertThat(proxy.requests()).isEmpty();
            assertThat(run(stage, variables, "doctor").out())
                    .contains("way       " + stage.sandbox().url() + ": directly");

            stage.set(Property.PROXY_LOOPBACK, "true");
            Path more = stage.file("more.csv", "email,platform_key\neva@example.org,acme\n");
            Program.Run run = run(stage, variables, "send", "--yes", more.toString());

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(proxy.requests()).hasSize(1).first().asString().startsWith("POST http://127.0.0.1:");
            assertThat(stage.invited().values()).hasSize(4).containsOnly(1L);
        }
    }

    @Test
    void excepted_hosts_are_called_directly() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                RealProxy proxy = new RealProxy(port(stage), null, USER, PASSWORD)) {
            stage.set(Property.PROXY_LOOPBACK, "true");
            Map<String, String> variables =
                    Map.of("http_proxy", "127.0.0.1:" + proxy.port(), "no_proxy", "example.org, 127.0.0.0/8");

            assertThat(run(stage, variables, "send", "--yes", people(stage)).exitCode())
                    .isZero();
            assertThat(proxy.requests()).isEmpty();
        }
    }

    private static String people(SandboxStage stage) throws IOException {
        return stage.file(
                        "people.csv",
                        "email,platform_key\nada@example.org,acme\nbob@example.org,acme\ncyd@example.org,acme\n")
                .toString();
    }
}

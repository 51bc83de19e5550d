package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile file says stays data: it reaches the metadata of its own item, and nothing else. */
class InjectionJourneyTest {
    private static final String COLUMNS = "CamelHttpUri,CamelHttpPath,CamelHttpQuery,CamelHttpMethod,"
            + "Authorization,Host,Content-Type,Transfer-Encoding,X-Forwarded-For,${header.x},{{iblai.api.key}}";
    /** Stands for the address of a server that must see nothing. */
    private static final String TRAP = "TRAP";

    private static final String VALUES = "http://TRAP/steal,//TRAP/elsewhere/,a=b&next=http://TRAP/,DELETE,"
            + "Api-Token stolen,TRAP,text/html,chunked,1.2.3.4,"
            + "\"${bean:sender?method=stop}\r\nAuthorization: Api-Token stolen\",\"{{iblai.api.key}} ${env:PATH}\"";

    @TempDir
    Path folder;

    /** A request as it came over the wire. */
    private record Wire(String method, String uri, Map<String, List<String>> headers, String body) {}

    @Test
    void columns_and_values_that_look_like_headers_and_expressions_reach_the_metadata_only() throws IOException {
        List<Wire> wires = new CopyOnWriteArrayList<>();
        HttpServer api = listen(wires);
        List<Wire> trapped = new CopyOnWriteArrayList<>();
        HttpServer trap = listen(trapped);
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String values =
                    VALUES.replace(TRAP, "127.0.0.1:" + trap.getAddress().getPort());
            String url = "http://127.0.0.1:" + api.getAddress().getPort();
            stage.set(Property.API_BASE_URL, url + "/dm");
            Path file = stage.file(
                    "people.csv",
                    "email,platform_key,program_key," + COLUMNS + "\nada@example.org,acme,," + values
                            + "\ngrace@example.org,acme,acme+logic," + values + "\n");

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L));
            assertThat(wires)
                    .extracting(wire -> wire.method + " " + wire.uri)
                    .containsExactlyInAnyOrder(
                            "POST /dm/api/catalog/invitations/platform/",
                            "POST /dm/api/catalog/invitations/program/bulk/");
            assertThat(trapped).isEmpty();
            assertThat(wires).allSatisfy(wire -> {
                Map<String, List<String>> headers = new HashMap<>(wire.headers);
                assertThat(headers.remove("Authorization")).containsExactly("Api-Token " + SandboxStage.KEY);
                assertThat(headers.remove("Host")).containsExactly(url.substring("http://".length()));
                assertThat(headers.remove("Content-type")).containsExactly("application/json");
                assertThat(headers.keySet())
                        .isSubsetOf("Accept", "Connection", "Content-length", "User-agent", "Transfer-encoding");
                assertThat(wire.body)
                        .contains("${bean:sender?method=stop}\\r\\nAuthorization: Api-Token stolen")
                        .contains("{{iblai.api.key}} ${env:PATH}")
                        .doesNotContain(SandboxStage.KEY);
            });
        } finally {
            api.stop(0);
            trap.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${exception}.csv",
                "{{iblai.api.key}}.csv",
                "a,b;c 'd' \"e\".csv",
                "CamelHttpUri=http:evil.csv",
                "-rf.csv",
                "=1+1.csv",
                "%s%n${date:now}.csv",
                "file?delete=true&x=RAW(y).csv",
                "åß 日本.csv"
            })
    void names_of_files_are_only_names(String name) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("plain.csv", PeopleCsv.platformRows(2));
            try (var runtime = stage.start(invitations.camel.InvitationRuntime.Mode.WATCH)) {
                SandboxStage.write(stage.home().resolve("drop").resolve(name), Files.readString(file));
                org.awaitility.Awaitility.await()
                        .until(() -> runtime.ledger().drops().all().stream().anyMatch(drop -> !drop.isOpen()));

                assertThat(runtime.ledger().drops().all())
                        .extracting(drop -> drop.fileName() + " " + drop.state())
                        .containsExactly(name + " REPORTED");
            }
            assertThat(stage.invited()).hasSize(2);
            try (Stream<Path> files = Files.walk(stage.home().resolve("done"))) {
                assertThat(files.map(path -> path.getFileName().toString())).doesNotContain(name);
            }
        }
    }

    @Test
    void neither_the_key_nor_anybody_s_address_is_logged_or_in_the_summary() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            stage.sandbox()
                    .order(invitations.sandbox.fault.Fault.at()
                            .forEmail("ada")
                            .with(new invitations.sandbox.fault.FaultEffect.Dropped()));
            Path file = stage.file(
                    "ada@example.org.csv",
                    """
                    email,platform_key,first_name
                    ada@example.org,acme,Ada
                    grace@example.org,acme,Grace
                    refuse-me@example.org,acme,Refused
                    broken@@example.org,acme,Broken
                    """);

            stage.sent(file);
            stage.sent(file);
            stage.send(stage.file("bad.csv", "email,platform_key\n\"ada@example.org"));

            // The file is named after somebody, whose address is masked.
            assertThat(log.lines()).isNotEmpty().allSatisfy(line -> assertThat(line.replace("a***@example.org.csv", ""))
                    .doesNotContain(SandboxStage.KEY)
                    .doesNotContain("@example.org"));
            assertThat(stage.reports()).hasSize(2).allSatisfy(report -> assertThat(
                            Files.readString(report.resolve("report.json")))
                    .doesNotContain(SandboxStage.KEY)
                    .doesNotContain("ada@")
                    .doesNotContain("grace@"));
            try (Stream<Path> files = Files.walk(stage.home())) {
                for (Path path : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(path, StandardCharsets.ISO_8859_1))
                            .as(path.toString())
                            .doesNotContain(SandboxStage.KEY);
                }
            }
        }
    }

    /** An API that accepts everything and keeps what came, as it came. */
    private static HttpServer listen(List<Wire> wires) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            wires.add(new Wire(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body));
            byte[] answer = "{\"id\": 1, \"successes\": 1, \"error_codes\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}

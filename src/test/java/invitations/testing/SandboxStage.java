package invitations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.operate.ArchivedInputCheck;
import invitations.report.ApiMessages;
import invitations.report.Summary;
import invitations.routes.RouteCoverage;
import invitations.sandbox.Sandbox;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.http.RecordedRequest;
import invitations.sandbox.store.Mail;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;

/** A home and a sandbox, with the program to work between them. Pauses are short, nothing else differs from a real run. */
public final class SandboxStage implements AutoCloseable {
    public static final String KEY = "stage-key-81d2";

    private static final AtomicInteger DRAFTS = new AtomicInteger();

    private final Path folder;
    private final Sandbox sandbox;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private volatile @Nullable CamelContext context;

    private SandboxStage(Path folder, Sandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
        set(Property.HOME, home().toString());
        set(Property.API_BASE_URL, sandbox.url());
        set(Property.API_KEY, KEY);
        set(Property.GITBOOK_BASE_URL, sandbox.gitbookUrl());
        set(Property.GITBOOK_TOKEN, KEY);
        set(Property.GITBOOK_ORG, "gitorg");
        set(Property.DROP_POLL, "20ms");
        set(Property.DROP_STABLE_POLLS, "2");
        set(Property.DROP_MIN_AGE, "0s");
        set(Property.PAUSE_FIRST, "20ms");
        set(Property.SETTLE_TIME, "150ms");
        set(Property.GIVE_UP_AFTER, "20s");
    }

    public static SandboxStage open(Path folder) {
        return open(folder, SandboxSettings.withKey(KEY));
    }

    public static SandboxStage open(Path folder, SandboxSettings settings) {
        return new SandboxStage(folder, Sandbox.start(settings));
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public Path home() {
        return folder.resolve("home");
    }

    /** From now on the program is started with this value. */
    public void set(Property property, String value) {
        environment.put(property.variable(), value);
    }

    public Settings settings() {
        return Settings.load(Map.of(), environment);
    }

    /** The variables that the program is started with. */
    public Map<String, String> environment() {
        return environment;
    }

    public Path file(String name, String text) throws IOException {
        return write(folder.resolve("in").resolve(name), text);
    }

    /** Writes the settings of a feed, as a file that is not being written any more. */
    public void feed(String name, String text) throws IOException {
        Path file = write(home().resolve("feeds").resolve(name + ".properties"), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    /**
     * Writes a file that is there whole, with the folders that are missing above it, or not at all: a program that watches
     * them, on a machine however busy, sees none of them before it has its text.
     */
    public static Path write(Path file, String text) throws IOException {
        Path whole = file.toAbsolutePath().normalize();
        Path first = whole;
        while (!Files.isDirectory(folderOf(first))) {
            first = folderOf(first);
        }
        Path draft = first.resolveSibling(".stage-" + DRAFTS.incrementAndGet() + ".part");
        Path drafted = draft.resolve(first.relativize(whole)).normalize();
        Files.createDirectories(folderOf(drafted));
        Files.writeString(drafted, text);
        Files.move(draft, first, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    private static Path folderOf(Path file) {
        return file.resolveSibling(".").normalize();
    }

    /** Runs a verb, as a shell does. */
    public Program.Run run(String... arguments) {
        return Program.run(environment, arguments);
    }

    /** Sends files without being asked, as a shell does. */
    public Program.Run send(Path... files) {
        List<String> arguments = new ArrayList<>(List.of("send", "--yes"));
        Stream.of(files).map(Path::toString).forEach(arguments::add);
        return run(arguments.toArray(String[]::new));
    }

    /** Starts the routes; which steps are reached is recorded. */
    public InvitationRuntime start(InvitationRuntime.Mode mode) {
        return start(mode, Clock.systemUTC());
    }

    /** The same at another time. */
    public InvitationRuntime start(InvitationRuntime.Mode mode, Clock clock) {
        return InvitationRuntime.start(
                settings(),
                mode,
                started -> {
                    context = started;
                    started.getCamelContextExtension().addInterceptStrategy(new RouteCoverage());
                },
                clock);
    }

    /** Waits until the program that was started last has looked into the drop folder so often from now on. */
    public void awaitLooks(int count) {
        // The next one may have begun before.
        long enough = looks() + count + 1;
        await().until(() -> looks() >= enough);
    }

    private long looks() {
        CamelContext watching = Objects.requireNonNull(context);
        return watching.getRoute("watch-drop-folder").getConsumer() instanceof ScheduledPollConsumer consumer
                ? consumer.getCounter()
                : 0;
    }

    /** Sends a file by routes of its own; which steps are reached is recorded. */
    public Result sent(Path file) throws IOException {
        try (InvitationRuntime runtime = start(InvitationRuntime.Mode.ONCE)) {
            return send(runtime, file);
        }
    }

    /** Holds the ledger against its promise. */
    public void verify() {
        try (Ledger ledger = LedgerAccess.openToRead(home()).orElseThrow()) {
            assertThat(ledger.verification().of(Set.of()).findings()).isEmpty();
            assertThat(ArchivedInputCheck.read(home(), ledger, Set.of()).findings())
                    .isEmpty();
        }
    }

    /** Sends a file by routes that are there. */
    public static Result send(InvitationRuntime runtime, Path file) throws IOException {
        Drop drop = runtime.receive(runtime.receiving().copy(file, "default", false))
                .get(0);
        return Result.of(runtime, runtime.send(drop));
    }

    /**
     * What became of a drop.
     *
     * @param words what the API said
     * @param rows its rows as the ledger has them
     * @param stops why targets were not called any more
     */
    public record Result(Drop drop, Summary summary, ApiMessages words, List<ResultRow> rows, List<String> stops) {

        public static Result of(InvitationRuntime runtime, Drop drop) {
            return new Result(
                    drop,
                    Summary.of(runtime.ledger(), drop),
                    ApiMessages.on(drop, runtime.ledger().results()),
                    runtime.ledger().results().page(drop, 0, 100_000),
                    runtime.sending().stops());
        }

        /** {@return how many rows have which status} */
        public Map<String, Long> counts() {
            return rows.stream()
                    .collect(Collectors.groupingBy(row -> row.status().name(), TreeMap::new, Collectors.counting()));
        }
    }

    /** {@return how often each person was invited where, by the sandbox's own record} */
    public Map<String, Long> invited() {
        return invited(sandbox.record());
    }

    public static Map<String, Long> invited(List<Mail> mails) {
        return mails.stream()
                .collect(Collectors.groupingBy(
                        mail -> mail.person().toLowerCase(java.util.Locale.ROOT) + " " + mail.key(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    public List<RecordedRequest> posts() {
        return sandbox.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
    }

    /** The questions that the API was asked. */
    public List<RecordedRequest> lists() {
        return sandbox.requests().stream()
                .filter(request -> request.method().equals("GET"))
                .toList();
    }

    /** Invites somebody to a platform behind the program's back. */
    public void inviteAside(String item) throws IOException, InterruptedException {
        assertThat(post("platform/", item)).isEqualTo(200);
    }

    /** Calls the ibl.ai API behind the program's back; its status. */
    public int post(String path, String body) throws IOException, InterruptedException {
        return ask(request(path).POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    /** The invitations that the ibl.ai API lists, of at most 100. */
    public JsonNode listed(String path) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(ask(request(path + "&page_size=100").GET()).body())
                .path("results");
    }

    /** {@return how many blank invitations of a platform's source are left, by giving them all away} */
    public int blanksLeft(String source) throws IOException, InterruptedException {
        int given = 0;
        while (post(
                        "platform/redeem/",
                        "{\"platform_key\":\"acme\",\"source\":\"" + source + "\",\"username\":\"left" + given + "\"}")
                == 200) {
            given++;
        }
        return given;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + "/api/catalog/invitations/" + path))
                .header("Authorization", "Api-Token " + KEY);
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The folders of all reports, the oldest first. */
    public List<Path> reports() throws IOException {
        Map<Path, Long> written = new LinkedHashMap<>();
        for (Path file : LiveFolder.files(home().resolve("done"))) {
            if (file.endsWith("report.json")) {
                written.put(file.resolveSibling(".").normalize(), file.toFile().lastModified());
            }
        }
        return written.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The only report there is. */
    public Path report() throws IOException {
        List<Path> reports = reports();
        if (reports.size() != 1) {
            throw new AssertionError("expected one report, found " + reports);
        }
        return reports.get(0);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}

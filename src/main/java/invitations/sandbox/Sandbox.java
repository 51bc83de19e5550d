package invitations.sandbox;

import com.sun.net.httpserver.HttpServer;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.Faults;
import invitations.sandbox.http.RecordedRequest;
import invitations.sandbox.http.RequestLog;
import invitations.sandbox.http.RequestRateLimit;
import invitations.sandbox.store.Mail;
import invitations.sandbox.store.Outbox;
import invitations.sandbox.work.InvitationRef;
import invitations.sandbox.work.OutsideEvents;
import invitations.sandbox.work.VendorApis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The vendor's API for platform, program and course invitations on this machine, and GitBook's for invites beside it:
 * they invite nobody, and keep a record of whom they would have invited. Listens on 127.0.0.1 only. Safe for any number of threads.
 */
public final class Sandbox implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    /** Each call that waits holds one. A pool that grows on demand costs more at each hand-over. */
    private static final int THREADS = 256;

    private static final int BACKLOG = 1024;

    private final SandboxSettings settings;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Outbox outbox;
    private final Faults faults = new Faults();
    private final RequestRateLimit rateLimit = new RequestRateLimit(System::nanoTime);
    private final RequestLog requests;
    private final OutsideEvents life;

    static {
        // Read once, when the server's classes are loaded: without the first, each answer waits for the client's
        // delayed acknowledgement; with the defaults of the others, the server closes connections that are to be kept.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxIdleConnections", "2048");
        setDefault("sun.net.httpserver.idleInterval", "300");
    }

    private Sandbox(SandboxSettings settings) throws IOException {
        this.settings = settings;
        outbox = new Outbox(settings.recordFile());
        requests = new RequestLog(settings.keepsRequests());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), settings.port()), BACKLOG);
        threads = Executors.newFixedThreadPool(THREADS, daemons());
        server.setExecutor(threads);
        VendorApis api = new VendorApis(settings, outbox);
        life = api.life();
        Router paths = new Router(settings);
        server.createContext("/", new ApiHandler(paths, api, faults, requests, rateLimit, settings.latency()));
        server.createContext(ControlHandler.PATH, new ControlHandler(faults, life, outbox, requests));
        server.start();
    }

    /**
     * Starts a sandbox, which answers when this returns.
     *
     * @throws UncheckedIOException when the port is taken, or the record's file cannot be written
     */
    public static Sandbox start(SandboxSettings settings) {
        try {
            return new Sandbox(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot start on port " + settings.port(), e);
        }
    }

    /** The base URL, with the prefix, without a slash at its end. */
    public String url() {
        return origin() + settings.prefix();
    }

    /** The base URL of GitBook's API, with its prefix, without a slash at its end. */
    public String gitbookUrl() {
        return origin() + settings.gitbook().prefix();
    }

    /** The address below which {@code /_sandbox/} is: scheme, host and port. */
    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every invitation e-mail so far, in order. */
    public List<Mail> record() {
        return outbox.lines().stream().map(Mail::read).toList();
    }

    /**
     * Every invitation e-mail of a record file, in order. A last line that is not complete is left out.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public static List<Mail> readRecord(Path file) {
        try {
            String text = Files.readString(file);
            return Stream.of(text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1))
                    .filter(line -> !line.isEmpty())
                    .map(Mail::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the record " + file + " cannot be read", e);
        }
    }

    /** The requests to the API so far, in the order of their answers; none when the settings say so. */
    public List<RecordedRequest> requests() {
        return requests.all();
    }

    /** {@return how many requests to the API there were so far} */
    public long requestCount() {
        return requests.count();
    }

    /** {@return how many requests to the API have come and have not been answered to their end} */
    public int underWay() {
        return requests.underWay();
    }

    /** From now on misbehaves like that. Of several faults that could hit a call, the one ordered first does. */
    public void order(Fault fault) {
        faults.order(fault);
    }

    /** From now on refuses what is more than so many requests a second, with {@code Retry-After: 1}; 0 for nothing. */
    public void limitRate(int requestsASecond) {
        rateLimit.set(requestsASecond);
    }

    /** From now on behaves. */
    public void clearFaults() {
        faults.clear();
    }

    /** {@return how many calls a fault delays at the moment} */
    public int held() {
        return faults.held();
    }

    /** Ends the delays of the calls that are {@link #held}; those that come later are delayed as was ordered. */
    public void release() {
        faults.release();
    }

    /** From now on the person has accepted, wherever it had not; tells how many invitations that were. */
    public int accept(InvitationRef who) {
        return life.accept(who);
    }

    /**
     * From now on the person's invitations have lapsed an hour ago; tells how many.
     *
     * @throws IllegalArgumentException at GitBook, where nothing lapses
     */
    public int expire(InvitationRef who) {
        return life.expire(who);
    }

    /** From now on the person's invitations to a platform, program or course are that old; tells how many. */
    public int age(InvitationRef who, Duration time) {
        return life.age(who, time);
    }

    /** Stops at once; connections are closed as they are. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            outbox.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the record cannot be closed", e);
        }
    }

    private static ThreadFactory daemons() {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "sandbox-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}

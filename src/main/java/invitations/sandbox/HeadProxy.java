package invitations.sandbox;

import invitations.sandbox.fault.HeadTrouble;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a sandbox and lets the heads of answers go wrong. It hands all requests on, so that the work is done, and
 * whatever it does not spoil back. Listens on 127.0.0.1 only. Safe for any number of threads.
 */
public final class HeadProxy implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 256;

    private final ServerSocket listener;
    private final URI sandbox;
    private final Function<String, @Nullable HeadTrouble> troubles;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private HeadProxy(ServerSocket listener, Sandbox sandbox, Function<String, @Nullable HeadTrouble> troubles) {
        this.listener = listener;
        this.sandbox = URI.create(sandbox.url());
        this.troubles = troubles;
    }

    /**
     * Starts one.
     *
     * @param troubles what happens to the answer of a request, by its first line; null for nothing
     * @throws UncheckedIOException when there is no free port
     */
    public static HeadProxy before(Sandbox sandbox, Function<String, @Nullable HeadTrouble> troubles) {
        try {
            HeadProxy proxy =
                    new HeadProxy(new ServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK)), sandbox, troubles);
            proxy.start("head-proxy", proxy::listen);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    /** The base URL of the API behind it. */
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + sandbox.getPath();
    }

    /** {@return how many connections are open} */
    public int connections() {
        return open.size();
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                start("head-proxy-client", () -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** One request a connection. */
    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(sandbox.getHost(), sandbox.getPort())) {
            String head = head(client.getInputStream());
            byte[] body = client.getInputStream().readNBytes(length(head));
            String closing = head.replaceFirst("(?i)\r\nConnection: [^\r]*", "")
                    .replaceFirst("\r\n", "\r\nConnection: close\r\n");
            server.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
            server.getOutputStream().write(body);
            byte[] answer = server.getInputStream().readAllBytes();
            HeadTrouble trouble = troubles.apply(head.substring(0, head.indexOf('\r')));
            if (trouble == null) {
                client.getOutputStream().write(answer);
            } else {
                trouble.write(client.getOutputStream());
            }
        } catch (IOException theClientLeft) {
            // As it is meant to do.
        } finally {
            open.remove(client);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length: ", 0, 16))
                .map(line -> Integer.parseInt(line.substring(16).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot be closed", e);
        }
    }
}

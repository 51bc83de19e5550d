package invitations.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP proxy on this machine, with Basic authentication: it makes tunnels (CONNECT) and hands plain requests on.
 * Whatever name is asked for, it leads to the one server behind it; in a tunnel it is the server with the certificate.
 */
public final class RealProxy implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int behind;
    private final @Nullable SSLContext certificate;
    private final String authorization;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream through = new ByteArrayOutputStream();
    private volatile String answer = "";

    /** @param behind the port of the plain server that all requests come to */
    public RealProxy(int behind, @Nullable SSLContext certificate, String user, String password) throws IOException {
        this.behind = behind;
        this.certificate = certificate;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        Thread thread = new Thread(this::accept, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The first lines of the requests that had the right user, in their order. */
    public List<String> requests() {
        return requests;
    }

    /** All that clients have sent through tunnels, in clear. */
    public String through() {
        synchronized (through) {
            return through.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** From now on it lets nothing through, but answers so. */
    public void answer(String statusLine) {
        answer = statusLine;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread thread = new Thread(() -> serve(client), "proxied");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String line = head.substring(0, head.indexOf("\r\n"));
                boolean isTunnel = line.startsWith("CONNECT ");
                if (!head.contains("\r\nProxy-Authorization: " + authorization + "\r\n")) {
                    refuse(out, "HTTP/1.1 407 Proxy Authentication Required", isTunnel);
                    if (!isTunnel) {
                        return;
                    }
                    continue;
                }
                requests.add(line);
                if (!answer.isEmpty()) {
                    refuse(out, answer, isTunnel);
                    return;
                }
                if (isTunnel && certificate != null) {
                    out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    tunnel(client);
                } else {
                    handOn(line, head, in, out);
                }
                return;
            }
        } catch (IOException gone) {
            // The client has what it wanted, or not.
        }
    }

    private static void refuse(OutputStream out, String statusLine, boolean stays) throws IOException {
        String body = "<html>the proxy says no</html>";
        out.write(
                (statusLine + "\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Type: text/html\r\nContent-Length: "
                                + body.length() + (stays ? "" : "\r\nConnection: close") + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void tunnel(Socket client) throws IOException {
        SSLContext tls = Objects.requireNonNull(certificate);
        try (SSLSocket plain = (SSLSocket) tls.getSocketFactory().createSocket(client, null, -1, true);
                Socket api = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            plain.setUseClientMode(false);
            copyBoth(plain, plain.getInputStream(), api);
        }
    }

    /** One request, with its way in the form that a server wants. */
    private void handOn(String line, String head, InputStream in, OutputStream out) throws IOException {
        String[] parts = line.split(" ", 3);
        URI uri = URI.create(parts[1]);
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String rest = head.substring(line.length())
                .replaceAll("\r\nProxy-[^\r]*", "")
                .replaceAll("\r\nConnection: [^\r]*", "")
                .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
        try (Socket api = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            api.getOutputStream()
                    .write((parts[0] + " " + path + " " + parts[2] + rest).getBytes(StandardCharsets.ISO_8859_1));
            Thread body = pump(in, api.getOutputStream());
            api.getInputStream().transferTo(out);
            body.interrupt();
        }
    }

    private void copyBoth(Socket client, InputStream in, Socket api) throws IOException {
        pump(in, api.getOutputStream());
        api.getInputStream().transferTo(client.getOutputStream());
    }

    private Thread pump(InputStream from, OutputStream to) {
        Thread thread = new Thread(
                () -> {
                    try {
                        byte[] buffer = new byte[8192];
                        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                            synchronized (through) {
                                through.write(buffer, 0, read);
                            }
                            to.write(buffer, 0, read);
                            to.flush();
                        }
                    } catch (IOException gone) {
                        // The other side has closed.
                    }
                },
                "pump");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

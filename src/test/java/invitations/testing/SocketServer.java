package invitations.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** A server that does to each connection what a test says, over bare sockets, so that everything can go wrong. */
public final class SocketServer implements AutoCloseable {
    private final ServerSocket listener;
    private final String scheme;
    private final AtomicLong ended = new AtomicLong();

    /** What happens to a connection; the server closes it afterwards. */
    public interface Manner {
        void serve(Socket socket) throws IOException;
    }

    private SocketServer(ServerSocket listener, String scheme, Manner manner) {
        this.listener = listener;
        this.scheme = scheme;
        Thread thread = new Thread(() -> serve(manner), "socket-server");
        thread.setDaemon(true);
        thread.start();
    }

    public static SocketServer start(Manner manner) throws IOException {
        return start(ServerSocketFactory.getDefault(), "http", manner);
    }

    /**
     * Starts a server.
     *
     * @param scheme what clients are told to speak, whatever the server does
     */
    public static SocketServer start(ServerSocketFactory sockets, String scheme, Manner manner) throws IOException {
        return new SocketServer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), scheme, manner);
    }

    public URI uri(String host) {
        return URI.create(scheme + "://" + host + ":" + listener.getLocalPort() + "/");
    }

    /** {@return how many connections have come to their end} */
    public long ended() {
        return ended.get();
    }

    /** Reads a request, its body included. */
    public static void readRequest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended in its head");
            }
            head.write(next);
        }
        for (String line : head.toString(StandardCharsets.US_ASCII).lines().toList()) {
            if (line.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
                in.readNBytes(Integer.parseInt(line.substring(16)));
            }
        }
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Makes the coming close a reset instead of an orderly end. */
    public static void resetOnClose(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve(Manner manner) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                manner.serve(socket);
            } catch (IOException expected) {
                // The client went away, or the test is over.
            } finally {
                ended.incrementAndGet();
            }
        }
    }
}

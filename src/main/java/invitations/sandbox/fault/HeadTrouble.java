package invitations.sandbox.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** How the head of an answer goes wrong, which the server of the JDK cannot be made to do. Each goes on until the client leaves. */
public enum HeadTrouble {
    /** A header whose value comes byte by byte, and does not end. */
    DRIPS {
        @Override
        public void write(OutputStream out) throws IOException {
            send(out, "HTTP/1.1 200 OK\r\nX-Drip: ");
            while (true) {
                send(out, "x");
                pause();
            }
        }
    },
    /** Interim answers (RFC 9110, 15.2) that no final one follows. */
    INTERIM {
        @Override
        public void write(OutputStream out) throws IOException {
            while (true) {
                send(out, "HTTP/1.1 102 Processing\r\n\r\n");
                pause();
            }
        }
    },
    /** One header after the other, without a pause. */
    MANY_HEADERS {
        @Override
        public void write(OutputStream out) throws IOException {
            send(out, "HTTP/1.1 200 OK\r\n");
            for (long number = 0; ; number++) {
                send(out, "X-Header-" + number + ": more\r\n");
            }
        }
    },
    /** One header line without an end, and without a pause. */
    LONG_LINE {
        @Override
        public void write(OutputStream out) throws IOException {
            send(out, "HTTP/1.1 200 OK\r\nX-Long: ");
            while (true) {
                send(out, "x".repeat(4096));
            }
        }
    },
    /** A body of a known length that comes byte by byte. */
    SLOW_BODY {
        @Override
        public void write(OutputStream out) throws IOException {
            send(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n");
            while (true) {
                send(out, " ");
                pause();
            }
        }
    };

    private static final long PAUSE_NANOS = 50_000_000;

    /** Writes until the client is gone. */
    public abstract void write(OutputStream out) throws IOException;

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}

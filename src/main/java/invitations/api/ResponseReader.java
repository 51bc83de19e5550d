package invitations.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.jspecify.annotations.Nullable;

/** Reads answers within bounds of size and time. Safe for any number of threads. */
public final class ResponseReader {
    /** No answer of the API comes near it. */
    private static final int BYTES_LIMIT = 1 << 20;

    private final Duration timeout;
    private final Clock clock;
    private final LongSupplier ticker;

    /**
     * @param timeout how long a call may take, from its request to the last byte of its answer
     * @param clock tells when an answer was received
     * @param ticker nanoseconds, as {@link System#nanoTime()} counts them
     */
    public ResponseReader(Duration timeout, Clock clock, LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
        this.timeout = timeout;
    }

    /**
     * Reads an answer to its end.
     *
     * @param startedNanos when the request began, on the clock of {@link System#nanoTime()}
     * @param body null when the answer has none
     * @throws IOException when it breaks off, takes too long, or is larger than 1 MiB: it is not known then what the API
     *     did
     */
    public ApiResponse read(
            long startedNanos,
            int status,
            @Nullable Object retryAfter,
            @Nullable Object rateLimitReset,
            @Nullable Object location,
            @Nullable Object date,
            @Nullable InputStream body)
            throws IOException {
        String text = body == null ? "" : textInTime(body, startedNanos);
        return new ApiResponse(
                status,
                string(retryAfter),
                string(rateLimitReset),
                string(location),
                string(date),
                text,
                clock.instant());
    }

    /** The connection is closed by another thread when it takes too long: that is said then, and not what it looks like. */
    private String textInTime(InputStream body, long startedNanos) throws IOException {
        try {
            return text(body, startedNanos);
        } catch (IOException e) {
            throw isLate(startedNanos) && !(e instanceof SocketTimeoutException) ? late(e) : e;
        }
    }

    private String text(InputStream body, long startedNanos) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        byte[] buffer = new byte[8192];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes.write(buffer, 0, read);
            if (bytes.size() > BYTES_LIMIT) {
                abandon(body);
                throw new IOException("the answer is larger than " + BYTES_LIMIT + " bytes");
            }
            if (isLate(startedNanos)) {
                abandon(body);
                throw late(null);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private boolean isLate(long startedNanos) {
        return ticker.getAsLong() - startedNanos > timeout.toNanos();
    }

    private SocketTimeoutException late(@Nullable IOException cause) {
        SocketTimeoutException late =
                new SocketTimeoutException("the answer took longer than " + timeout.toMillis() + " ms");
        late.initCause(cause);
        return late;
    }

    /** Closes the connection: closing the stream would read the rest of it first. */
    private static void abandon(InputStream body) throws IOException {
        if (body instanceof EofSensorInputStream sensor) {
            sensor.abort();
        }
    }

    private static @Nullable String string(@Nullable Object header) {
        return header == null ? null : Objects.toString(header);
    }
}

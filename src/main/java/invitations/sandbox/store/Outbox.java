package invitations.sandbox.store;

import invitations.sandbox.http.Endpoint;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record: every invitation e-mail that the vendor would have sent, in its order, never changed. Kept as lines of
 * JSON, which take less memory than maps. Safe for any number of threads.
 */
public final class Outbox implements Closeable {
    private final List<String> lines = new ArrayList<>();
    private final @Nullable OutputStream file;

    /** @param path where the lines are appended; null for nowhere */
    public Outbox(@Nullable Path path) throws IOException {
        file = path == null
                ? null
                : new BufferedOutputStream(
                        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Sends the e-mail. When this returns, its line is with the operating system, and outlives this process. */
    public synchronized void send(Endpoint endpoint, CheckedItem.Item item, long id, boolean repeated) {
        String line = Mail.line(lines.size() + 1, Instant.now(), endpoint, item, id, repeated);
        lines.add(line);
        if (file != null) {
            try {
                file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("the record cannot be written", e);
            }
        }
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}

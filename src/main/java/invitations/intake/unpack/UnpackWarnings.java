package invitations.intake.unpack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What was warned of when a file was unpacked, one JSON object a line, in a file beside it in the work folder: so a crash before
 * it is planned loses none. Read in parts, and open only while one is read. For one thread.
 */
public final class UnpackWarnings implements Iterator<Warning> {
    /** Its name, in the place of the unpacked file. */
    public static final String NAME = ".warnings";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PART = 1 << 16;
    private static final long LARGEST = 64L << 20;

    private final Path file;
    private final Queue<Warning> read = new ArrayDeque<>();
    private long position;
    /** Whether all of them were read: the file is written no more when its rows are. */
    private boolean isAtEnd;

    private UnpackWarnings(Path file) {
        this.file = file;
    }

    /** Those of an unpacked file; none for one that was not. */
    public static UnpackWarnings of(Path unpacked) {
        return new UnpackWarnings(unpacked.resolve("../..").normalize().resolve(NAME));
    }

    /** {@return what tells the sheets that were left out from others, where an unpacked file is one sheet of several} */
    public static Optional<String> leftOut(Path unpacked) {
        UnpackWarnings warnings = of(unpacked);
        while (warnings.hasNext()) {
            Warning each = warnings.next();
            if (each.code() == WarningCode.SHEET_CHOSEN) {
                return Optional.ofNullable(each.value());
            }
        }
        return Optional.empty();
    }

    /**
     * Adds one.
     *
     * @param place that of the unpacked file
     * @throws FileRefusedException {@code TOO_MUCH_PACKED} when there are more than any list of people has
     */
    public static void add(Path place, Warning warning) throws IOException {
        Path file = place.resolve(NAME);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > LARGEST) {
            throw new FileRefusedException(
                    ReasonCode.TOO_MUCH_PACKED,
                    warning.line(),
                    "too many cells have something to warn of, such as " + warning.message()
                            + ": correct them, or save the list as 'CSV UTF-8'");
        }
        ObjectNode object = MAPPER.createObjectNode()
                .put("code", warning.code().name())
                .put("line", warning.line())
                .put("place", warning.place())
                .put("column", warning.column())
                .put("value", warning.value())
                .put("words", warning.words());
        warning.suggestion().forEach(object.putObject("suggestion")::put);
        Files.writeString(file, object + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public boolean hasNext() {
        if (read.isEmpty() && !isAtEnd) {
            readOn();
            isAtEnd = read.isEmpty();
        }
        return !read.isEmpty();
    }

    @Override
    public Warning next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.remove();
    }

    private void readOn() {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(position);
            byte[] part = new byte[(int) Math.min(PART, open.length() - position)];
            open.readFully(part);
            int begin = 0;
            for (int end = 0; end < part.length; end++) {
                if (part[end] == '\n') {
                    read.add(warning(new String(part, begin, end - begin, StandardCharsets.UTF_8)));
                    begin = end + 1;
                }
            }
            position += begin;
        } catch (IOException e) {
            throw new UncheckedIOException("the warnings of an unpacked file cannot be read", e);
        }
    }

    private static Warning warning(String line) throws JsonProcessingException {
        JsonNode object = MAPPER.readTree(line);
        Map<String, String> suggestion = new LinkedHashMap<>();
        object.path("suggestion")
                .properties()
                .forEach(
                        meant -> suggestion.put(meant.getKey(), meant.getValue().asText()));
        return new Warning(
                WarningCode.valueOf(object.path("code").asText()),
                object.path("line").asLong(),
                object.path("place").asInt(),
                text(object, "column"),
                text(object, "value"),
                object.path("words").asText(),
                suggestion);
    }

    private static @Nullable String text(JsonNode object, String name) {
        return object.path(name).textValue();
    }
}

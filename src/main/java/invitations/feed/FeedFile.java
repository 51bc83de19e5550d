package invitations.feed;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The file of a feed, and where in it a mistake stands; behind it, perhaps, a ready-made mapping that it builds on. */
final class FeedFile {
    private final String name;
    private final List<String> lines;
    private final Properties properties = new Properties();
    private final @Nullable FeedFile base;
    private final boolean isReadyMade;

    FeedFile(String name, String text) {
        this(name, text, null, false);
    }

    private FeedFile(String name, String text, @Nullable FeedFile base, boolean isReadyMade) {
        this.name = name;
        this.base = base;
        this.isReadyMade = isReadyMade;
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        lines = content.lines().toList();
        try {
            properties.load(new StringReader(content));
        } catch (IllegalArgumentException e) {
            throw new RefusedFile(
                    Code.INVALID_FEED,
                    0,
                    name + ": a \\u is not followed by four hexadecimal digits; write \\\\ for \\");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mapping that comes with the program. */
    static FeedFile readyMade(String name, String text) {
        return new FeedFile(name, text, null, true);
    }

    /** The same file; where it says nothing, the other one counts. */
    FeedFile on(FeedFile other) {
        return new FeedFile(name, String.join("\n", lines), other, false);
    }

    /** Whether it comes with the program. */
    boolean isReadyMade() {
        return isReadyMade;
    }

    /** Its own keys. */
    SortedSet<String> keys() {
        return new TreeSet<>(properties.stringPropertyNames());
    }

    /** What it builds on. */
    Optional<FeedFile> base() {
        return Optional.ofNullable(base);
    }

    /** The value, without blanks around it; empty when it is not set, or set to nothing. */
    Optional<String> value(String key) {
        return base == null || properties.containsKey(key) ? present(properties.getProperty(key)) : base.value(key);
    }

    /** The values of a list, parted by {@code |}; empty when it is not set. */
    List<String> values(String key) {
        return value(key).stream()
                .flatMap(text -> Arrays.stream(text.split("\\|", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    RefusedFile refused(String key, String reason) {
        return new RefusedFile(Code.INVALID_FEED, 0, name + line(key) + ": " + key + ": " + reason);
    }

    /** Keys written with escapes, or twice, are rare enough: then the line found is none, or the first. */
    private String line(String key) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(key) && !line.substring(key.length()).matches("^[^\\s=:].*")) {
                return ", line " + (i + 1);
            }
        }
        return "";
    }
}

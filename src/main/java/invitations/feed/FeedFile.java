package invitations.feed;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The file of a feed, and where in it a mistake stands. */
final class FeedFile {
    private final String name;
    private final List<String> lines;
    private final Properties properties = new Properties();

    FeedFile(String name, String text) {
        this.name = name;
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

    SortedSet<String> keys() {
        return new TreeSet<>(properties.stringPropertyNames());
    }

    /** The value, without blanks around it; empty when it is not set, or set to nothing. */
    Optional<String> value(String key) {
        return present(properties.getProperty(key));
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

package invitations.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The text of a properties file, and where in it each key stands. Immutable. */
public final class PropertiesFile {
    private final List<String> lines;
    private final SortedMap<String, String> values;
    private final Set<String> repeated;

    private PropertiesFile(List<String> lines, SortedMap<String, String> values, Set<String> repeated) {
        this.lines = lines;
        this.values = values;
        this.repeated = repeated;
    }

    /**
     * Reads the text, which may begin with a byte order mark.
     *
     * @throws IllegalArgumentException when it has a {@code \\u} without four hexadecimal digits
     */
    public static PropertiesFile of(String text) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Set<String> repeated = new TreeSet<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                Object before = super.put(key, value);
                if (before != null) {
                    repeated.add(String.valueOf(key));
                }
                return before;
            }
        };
        try {
            properties.load(new StringReader(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SortedMap<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return new PropertiesFile(content.lines().toList(), values, repeated);
    }

    /**
     * Reads the file; empty when there is none.
     *
     * @throws InvalidSettingsException when there is something that is no properties file in UTF-8, or cannot be read
     */
    static Optional<PropertiesFile> at(Path file) {
        try {
            // A pipe would be waited for without end.
            if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
                throw unreadable(file, "it is a pipe, a socket or a device, and no file");
            }
            return Optional.of(of(Files.readString(file)));
        } catch (NoSuchFileException e) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            throw unreadable(file, "it leads to a file that is not there");
        } catch (IOException e) {
            Path folder = file.getParent();
            if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
                return Optional.empty();
            }
            throw unreadable(file, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidSettingsException unreadable(Path file, String reason) {
        return new InvalidSettingsException(List.of(file + ": cannot be read as UTF-8 properties: " + reason));
    }

    /** Its values as they stand, sorted by their keys. */
    public SortedMap<String, String> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** The same file without the key; the other keys stand where they stood. */
    public PropertiesFile without(String key) {
        SortedMap<String, String> others = new TreeMap<>(values);
        others.remove(key);
        Set<String> othersRepeated = new TreeSet<>(repeated);
        othersRepeated.remove(key);
        return new PropertiesFile(lines, others, othersRepeated);
    }

    /** The keys that stand in it more than once, sorted: of their values only the last would count. */
    public Set<String> repeated() {
        return Collections.unmodifiableSet(repeated);
    }

    /** The line of the key, from 1: the last one, which counts. 0 when none is found, since it is written with escapes. */
    public int line(String key) {
        for (int i = lines.size(); i > 0; i--) {
            String line = lines.get(i - 1).strip();
            if (line.startsWith(key) && !line.substring(key.length()).matches("^[^\\s=:].*")) {
                return i;
            }
        }
        return 0;
    }

    /** The place of the key, to be put behind the file's name: {@code , line 3}; empty when none is found. */
    public String place(String key) {
        int line = line(key);
        return line == 0 ? "" : ", line " + line;
    }
}

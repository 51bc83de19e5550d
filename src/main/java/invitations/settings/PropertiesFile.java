package invitations.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The text of a properties file, and where in it each key stands. Immutable. */
public final class PropertiesFile {
    private final List<String> lines;
    private final SortedMap<String, String> values;

    private PropertiesFile(List<String> lines, SortedMap<String, String> values) {
        this.lines = lines;
        this.values = values;
    }

    /**
     * Reads the text, which may begin with a byte order mark.
     *
     * @throws IllegalArgumentException when it has a {@code \\u} without four hexadecimal digits
     */
    public static PropertiesFile of(String text) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SortedMap<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return new PropertiesFile(content.lines().toList(), values);
    }

    /** Its values as they stand, sorted by their keys. */
    public SortedMap<String, String> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** The same file without the key; the other keys stand where they stood. */
    public PropertiesFile without(String key) {
        SortedMap<String, String> others = new TreeMap<>(values);
        others.remove(key);
        return new PropertiesFile(lines, others);
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

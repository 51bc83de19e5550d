package invitations.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** What each property is for: the text file {@code descriptions.properties} beside this class, one sentence or two a property. */
final class PropertyDescriptions {
    private static final String FILE = "descriptions.properties";
    private static final Map<String, String> SENTENCES = read();

    private PropertyDescriptions() {}

    static String of(Property property) {
        return Objects.requireNonNull(SENTENCES.get(property.key()), property.key());
    }

    private static Map<String, String> read() {
        try (InputStream file = Objects.requireNonNull(PropertyDescriptions.class.getResourceAsStream(FILE), FILE)) {
            return PropertiesFile.of(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .values();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}

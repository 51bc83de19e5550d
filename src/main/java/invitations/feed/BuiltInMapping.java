package invitations.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The mappings that come with the program, each written as a feed's file is: {@code mapping=entra}. */
enum BuiltInMapping {
    ENTRA("entra"),
    GOOGLE_WORKSPACE("google-workspace"),
    CANVAS("canvas"),
    MOODLE("moodle"),
    ONEROSTER("oneroster");

    private final String label;

    BuiltInMapping(String label) {
        this.label = label;
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(mapping -> mapping.label).toList();
    }

    static Optional<BuiltInMapping> of(String label) {
        return Arrays.stream(values())
                .filter(mapping -> mapping.label.equalsIgnoreCase(label))
                .findFirst();
    }

    /** Its settings. */
    FeedFile file() {
        String name = "/invitations/mapping/" + label + ".properties";
        try (InputStream text = BuiltInMapping.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is part of the program");
            }
            return FeedFile.readyMade(label, new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

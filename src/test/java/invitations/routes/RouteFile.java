package invitations.routes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of the routes' folder.
 *
 * @param name the file's name
 * @param text what it says
 * @param document the same, parsed
 */
record RouteFile(String name, String text, JsonNode document) {
    static final Path FOLDER = Path.of("routes");
    static final String SUFFIX = ".camel.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * All route files of a folder, by name.
     *
     * @throws IllegalStateException when there is none: a gate with nothing to check must not pass
     */
    static List<RouteFile> readAll(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            List<RouteFile> files = new ArrayList<>();
            for (Path path : paths.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                files.add(of(path.getFileName().toString(), Files.readString(path)));
            }
            if (files.isEmpty()) {
                throw new IllegalStateException("no *" + SUFFIX + " in " + folder.toAbsolutePath());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of that name and content. */
    static RouteFile of(String name, String text) {
        try {
            return new RouteFile(name, text, YAML.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is not YAML: " + e.getMessage(), e);
        }
    }

    /** The name that the file, its route and the route's {@code direct:} share. */
    String subject() {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** The route or route configuration: an empty node when the file has none. */
    JsonNode route() {
        for (JsonNode entry : document) {
            for (String kind : List.of("route", "routeConfiguration")) {
                if (entry.has(kind)) {
                    return entry.get(kind);
                }
            }
        }
        return document.path("none");
    }

    /** Every step and every branch, as deep as they go, in the order in which they stand. */
    List<Step> steps() {
        return Step.allOf(route());
    }

    @Override
    public String toString() {
        return name;
    }
}

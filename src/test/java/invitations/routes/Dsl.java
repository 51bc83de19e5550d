package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Camel's YAML DSL, as its schema describes it.
 *
 * @param schema the whole schema, which references lead into
 */
record Dsl(JsonNode schema) {
    private static final String RESOURCE = "/schema/camelYamlDsl.json";

    /** The DSL of the Camel on the class path. */
    static Dsl ofCamel() {
        try (InputStream in = Dsl.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE + " on the class path: is camel-yaml-dsl there?");
            }
            return new Dsl(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what the schema says of a property of something; a missing node when it says nothing} */
    JsonNode property(JsonNode definition, String name) {
        JsonNode own = definition.path("properties").path(name);
        if (!own.isMissingNode() && !own.isEmpty()) {
            return resolved(own);
        }
        for (JsonNode alternative : alternatives(definition)) {
            JsonNode found = property(alternative, name);
            if (!found.isMissingNode()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }

    /** {@return what the schema says of the elements of a list} */
    JsonNode items(JsonNode definition) {
        return resolved(definition.path("items"));
    }

    /** {@return whether the schema lets a text stand for what has properties of its own} */
    static boolean allowsShorthand(JsonNode definition) {
        boolean text = false;
        boolean object = false;
        for (JsonNode alternative : definition.path("oneOf")) {
            text |= alternative.path("type").asText().equals("string");
            object |= alternative.path("type").asText().equals("object");
        }
        return text && object;
    }

    /** {@return whether the schema lets a language stand where {@code expression} should} */
    static boolean allowsLanguage(JsonNode definition, String language) {
        JsonNode properties = definition.path("properties");
        return !language.equals("expression")
                && isPlaceKeeper(properties.path("expression"))
                && isPlaceKeeper(properties.path(language));
    }

    private static boolean isPlaceKeeper(JsonNode property) {
        return property.isObject() && property.isEmpty();
    }

    private static List<JsonNode> alternatives(JsonNode definition) {
        return List.of(definition.path("anyOf"), definition.path("oneOf")).stream()
                .flatMap(list -> list.valueStream())
                .toList();
    }

    private JsonNode resolved(JsonNode definition) {
        JsonNode reference = definition.path("$ref");
        return reference.isTextual() ? schema.at(reference.asText().substring(1)) : definition;
    }
}

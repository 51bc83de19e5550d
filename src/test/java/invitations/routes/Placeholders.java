package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The {@code {{key}}} of route files. */
record Placeholders(Dsl dsl) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+)(?::[^}]*)?}}");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^(?:# ?)?([A-Za-z][\\w.-]*) *=");

    /** The keys that a text uses. */
    static Set<String> keysIn(String text) {
        return firstGroups(PLACEHOLDER, text);
    }

    /** The keys that a properties file sets, or shows as a comment. */
    static Set<String> keysOf(Path properties) {
        try {
            return firstGroups(PROPERTY, Files.readString(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document with harmless values, of the type that the schema asks for, in place of its placeholders. */
    JsonNode resolve(JsonNode document) {
        return resolve(document, dsl.schema());
    }

    private JsonNode resolve(JsonNode node, JsonNode definition) {
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(resolve(element, dsl.items(definition))));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                String name = property.getKey();
                copy.set(name, resolve(property.getValue(), dsl.property(definition, name)));
            }
            return copy;
        }
        return keysIn(node.asText()).isEmpty() ? node : harmless(node.asText(), definition);
    }

    private static JsonNode harmless(String text, JsonNode definition) {
        if (definition.has("enum")) {
            return definition.get("enum").get(0);
        }
        return switch (definition.path("type").asText()) {
            case "number", "integer" -> IntNode.valueOf(1);
            case "boolean" -> BooleanNode.TRUE;
            default -> TextNode.valueOf(PLACEHOLDER.matcher(text).replaceAll("1"));
        };
    }

    private static Set<String> firstGroups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }
}

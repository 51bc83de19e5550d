package invitations.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/**
 * A shape that a vendor has published, as a JSON Schema among the test resources.
 *
 * @param name the name of its file, without {@code .schema.json}
 */
record Shape(String name, JsonSchema schema) {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Shape named(String name) {
        return new Shape(
                name,
                SCHEMAS.getSchema(
                        SchemaLocation.of("classpath:invitations/contract/" + name + ".schema.json"), STRICT));
    }

    /** {@return what is not of this shape, each at its place; nothing when all is} */
    List<String> findings(JsonNode json) {
        return schema.validate(json).stream()
                .map(ValidationMessage::getMessage)
                .map(message -> name + ": " + message)
                .sorted()
                .toList();
    }

    /** The same for what came as text, which may not be JSON at all. */
    List<String> findings(String text) {
        try {
            return findings(MAPPER.readTree(text));
        } catch (JsonProcessingException notJson) {
            return List.of(name + ": not one JSON value: " + text);
        }
    }

    /** {@return what the schema itself shows as being of this shape} */
    List<JsonNode> examples() {
        return schema.getSchemaNode().path("examples").valueStream().toList();
    }

    /** JSON of which every word counts: no field twice, nothing behind its end. */
    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON value: " + text, e);
        }
    }
}

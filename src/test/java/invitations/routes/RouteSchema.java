package invitations.routes;

import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Set;

/** The schema of Camel's YAML DSL, with its judgement on files. */
final class RouteSchema {
    private final Placeholders placeholders;
    private final JsonSchema schema;

    RouteSchema(Dsl dsl) {
        placeholders = new Placeholders(dsl);
        JsonMetaSchema draft = JsonMetaSchema.builder(JsonMetaSchema.getV4())
                .keyword(new NonValidationKeyword("deprecated"))
                .build();
        schema = JsonSchemaFactory.builder()
                .metaSchema(draft)
                .defaultMetaSchemaIri(draft.getIri())
                .build()
                .getSchema(dsl.schema());
    }

    /** {@return what the schema has against the file once its placeholders are resolved; none when it is valid} */
    List<String> findings(RouteFile file) {
        Set<ValidationMessage> messages = schema.validate(placeholders.resolve(file.document()));
        return messages.stream()
                .filter(message -> isAtItsPlace(message, messages))
                .map(ValidationMessage::toString)
                .sorted()
                .toList();
    }

    /** Whatever is wrong makes everything around it wrong too, since the schema has alternatives on every level. */
    private static boolean isAtItsPlace(ValidationMessage message, Set<ValidationMessage> all) {
        JsonNodePath place = message.getInstanceLocation();
        return all.stream()
                .map(ValidationMessage::getInstanceLocation)
                .noneMatch(other -> !other.equals(place) && other.startsWith(place));
    }
}

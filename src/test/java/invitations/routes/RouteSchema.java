package invitations.routes;

import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.ValidationMessage;
import java.util.List;

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

    /** What the schema has against the file once its placeholders are resolved; none when it is valid. */
    List<String> findings(RouteFile file) {
        return schema.validate(placeholders.resolve(file.document())).stream()
                .map(ValidationMessage::toString)
                .sorted()
                .toList();
    }
}

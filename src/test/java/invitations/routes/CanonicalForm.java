package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The form that Kaoto reads and writes without changing it: no texts where an object belongs, every expression under
 * {@code expression}. The schema lets both shorthands through.
 */
record CanonicalForm(Dsl dsl) {

    List<String> findings(RouteFile file) {
        List<String> findings = new ArrayList<>();
        check(file.document(), dsl.schema(), file.name(), findings);
        return findings;
    }

    private void check(JsonNode node, JsonNode definition, String path, List<String> findings) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                check(element, dsl.items(definition), path, findings);
            }
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String name = property.getKey();
            String here = path + "/" + name;
            JsonNode inside = dsl.property(definition, name);
            if (Dsl.allowsShorthand(inside) && !property.getValue().isObject()) {
                findings.add(here + ": a text stands for the whole; write its properties out, with an id");
            }
            if (Dsl.allowsLanguage(definition, name)) {
                findings.add(here + ": an expression belongs under 'expression'");
            }
            check(property.getValue(), inside, here, findings);
        }
    }
}

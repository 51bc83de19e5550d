package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds of every step: an id by hand, no code in it, no address made at run time. */
final class StepRules {
    private static final Set<String> DYNAMIC = Set.of("toD", "dynamicRouter", "routingSlip");
    private static final Set<String> RECIPIENTS = Set.of("recipientList", "enrich", "pollEnrich");
    private static final Set<String> CODE =
            Set.of("groovy", "js", "javascript", "java", "joor", "python", "mvel", "ognl", "spel", "wasm", "script");

    private StepRules() {}

    static List<String> findings(List<RouteFile> files) {
        List<String> findings = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (RouteFile file : files) {
            owners.put(file.route().path("id").asText(), file.name());
        }
        for (RouteFile file : files) {
            for (Step step : file.steps()) {
                String where = file + " " + step + ": ";
                if (!FileRules.KEBAB_CASE.matcher(step.id()).matches()) {
                    findings.add(where + "needs an id in kebab-case");
                } else {
                    String owner = owners.putIfAbsent(step.id(), file.name());
                    if (owner != null) {
                        findings.add(where + "the id is taken, in " + owner);
                    }
                }
                addresses(step, where, findings);
            }
            code(file.document(), file + " ", findings);
        }
        return findings;
    }

    private static void addresses(Step step, String where, List<String> findings) {
        if (DYNAMIC.contains(step.kind()) || step.uri().contains("${")) {
            findings.add(where + "makes its address at run time");
        }
        if (RECIPIENTS.contains(step.kind()) && !Direct.leadsToDirectOnly(Direct.expressionOf(step))) {
            findings.add(where + "may lead to direct routes only: an expression that begins with direct:");
        }
    }

    private static void code(JsonNode node, String where, List<String> findings) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String name = property.getKey();
            boolean namesLanguage =
                    name.equals("language") || name.equals("logLanguage") || name.equals("scriptLanguage");
            if (CODE.contains(name) || (namesLanguage && property.getValue().isTextual())) {
                findings.add(where + "has '" + name + "': what needs code belongs into a bean");
            }
        }
        node.forEach(child -> code(child, where, findings));
    }
}

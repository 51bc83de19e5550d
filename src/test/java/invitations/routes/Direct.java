package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls whom by {@code direct:}.
 *
 * @param entrances the routes that are called from outside the routes
 */
record Direct(Set<String> entrances) {
    private static final String SCHEME = "direct:";

    List<String> findings(List<RouteFile> files) {
        List<String> findings = new ArrayList<>();
        Set<String> there = new HashSet<>();
        files.forEach(file -> nameOf(file.route().path("from")).ifPresent(there::add));
        Set<String> called = new HashSet<>(entrances);
        for (RouteFile file : files) {
            for (Step step : file.steps()) {
                Set<String> names = calledBy(step, there);
                called.addAll(names);
                for (String name : names) {
                    if (!there.contains(name)) {
                        findings.add(file + " " + step + ": calls direct:" + name + ", which no route begins with");
                    }
                }
            }
        }
        there.stream()
                .filter(name -> !called.contains(name))
                .sorted()
                .forEach(name -> findings.add("direct:" + name + " is called by no route, and is no entrance"));
        entrances.stream()
                .filter(name -> !there.contains(name))
                .sorted()
                .forEach(name -> findings.add("the entrance direct:" + name + " is not there"));
        return findings;
    }

    /** The name of a direct endpoint, however it is written; empty when it is none. */
    static Optional<String> nameOf(JsonNode endpoint) {
        String uri = endpoint.path("uri").asText();
        if (uri.equals("direct")) {
            return Optional.of(endpoint.path("parameters").path("name").asText());
        }
        return uri.startsWith(SCHEME) ? Optional.of(uri.substring(SCHEME.length())) : Optional.empty();
    }

    /** {@return whether an expression can lead to nothing but a direct route} */
    static boolean leadsToDirectOnly(String expression) {
        return expression.startsWith(SCHEME) && !expression.contains(",");
    }

    /** The text of a step's expression, whatever its language; empty when it has none. */
    static String expressionOf(Step step) {
        return step.body().path("expression").findPath("expression").asText();
    }

    private static Set<String> calledBy(Step step, Set<String> there) {
        Set<String> names = new HashSet<>();
        nameOf(step.body()).ifPresent(names::add);
        String expression = expressionOf(step);
        if (expression.startsWith(SCHEME)) {
            String start = expression.substring(SCHEME.length());
            int variable = start.indexOf("${");
            if (variable < 0) {
                names.add(start);
            } else {
                String prefix = start.substring(0, variable);
                there.stream().filter(name -> name.startsWith(prefix)).forEach(names::add);
            }
        }
        return names;
    }
}

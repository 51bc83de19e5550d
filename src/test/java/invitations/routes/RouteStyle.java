package invitations.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The style of the route files, as rules.
 *
 * @param dsl Camel's YAML DSL
 * @param knownKeys the properties that may stand between double braces
 * @param entrances the direct routes that are called from outside the routes
 */
record RouteStyle(Dsl dsl, Set<String> knownKeys, Set<String> entrances) {

    /** {@return what breaks the style, one sentence each; none when all is well} */
    List<String> findings(List<RouteFile> files) {
        List<String> findings = new ArrayList<>();
        FileRules fileRules = new FileRules(knownKeys);
        CanonicalForm canonical = new CanonicalForm(dsl);
        for (RouteFile file : files) {
            findings.addAll(fileRules.findings(file));
            findings.addAll(canonical.findings(file));
            findings.addAll(EndpointRules.findings(file));
        }
        findings.addAll(StepRules.findings(files));
        findings.addAll(new Direct(entrances).findings(files));
        return findings;
    }
}

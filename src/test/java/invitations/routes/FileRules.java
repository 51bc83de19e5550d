package invitations.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;

/**
 * What holds of a route file as a whole: its size, its one route, the names.
 *
 * @param knownKeys the properties that may stand between double braces
 */
record FileRules(Set<String> knownKeys) {
    static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int MOST_LINES = 110;
    private static final Set<String> ENTRIES = Set.of("route", "routeConfiguration", "beans");

    List<String> findings(RouteFile file) {
        List<String> findings = new ArrayList<>();
        long lines = file.text().lines().count();
        if (lines > MOST_LINES) {
            findings.add("has " + lines + " lines, more than " + MOST_LINES + ": move a part into a route of its own");
        }
        if (hasComment(file.text())) {
            findings.add("has a comment, which Kaoto drops: say it in a description or a note");
        }
        entries(file, findings);
        names(file, findings);
        for (String key : Placeholders.keysIn(file.text())) {
            if (!knownKeys.contains(key)) {
                findings.add("uses {{" + key + "}}, which application.properties does not have");
            }
        }
        return findings.stream().map(finding -> file.name() + " " + finding).toList();
    }

    private static void entries(RouteFile file, List<String> findings) {
        int routes = 0;
        for (JsonNode entry : file.document()) {
            for (String kind : (Iterable<String>) entry::fieldNames) {
                if (!ENTRIES.contains(kind)) {
                    findings.add(
                            "has a '" + kind + "': only a route or a routeConfiguration, and beans, may stand here");
                }
                routes += kind.equals("beans") ? 0 : 1;
            }
        }
        if (routes != 1) {
            findings.add("has " + routes + " routes: one route a file");
        }
    }

    private static void names(RouteFile file, List<String> findings) {
        if (!file.name().endsWith(RouteFile.SUFFIX)
                || !KEBAB_CASE.matcher(file.subject()).matches()) {
            findings.add("is not named in kebab-case with the ending " + RouteFile.SUFFIX);
        }
        JsonNode route = file.route();
        if (!route.path("id").asText().equals(file.subject())) {
            findings.add("has a route with the id '" + route.path("id").asText() + "', not that of its file name");
        }
        if (route.path("description").asText().isBlank()) {
            findings.add("has a route without a description");
        }
        Direct.nameOf(route.path("from"))
                .filter(name -> !name.equals(file.subject()))
                .ifPresent(name -> findings.add("begins with direct:" + name + ", not with its own name"));
    }

    private static boolean hasComment(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        for (Event event : new Yaml(options).parse(new StringReader(text))) {
            if (event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE) {
                return true;
            }
        }
        return false;
    }
}

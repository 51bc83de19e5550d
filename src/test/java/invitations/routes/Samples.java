package invitations.routes;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Route files that keep the style, for tests to break. */
final class Samples {
    static final Path FOLDER = Path.of("src/test/resources/sample-routes");
    static final Set<String> KEYS = Set.of(
            "invitations.sample.url",
            "invitations.sample.timeout",
            "invitations.sample.parallel",
            "invitations.sample.attempts");
    static final Set<String> ENTRANCES = Set.of("take-sample");

    private Samples() {}

    /** The samples, with a fragment replaced in the one file that has it. */
    static List<RouteFile> with(String fragment, String replacement) {
        List<RouteFile> files = RouteFile.readAll(FOLDER);
        if (files.stream().filter(file -> file.text().contains(fragment)).count() != 1) {
            throw new IllegalArgumentException("not in exactly one sample: " + fragment);
        }
        return files.stream()
                .map(file -> RouteFile.of(file.name(), file.text().replace(fragment, replacement)))
                .toList();
    }
}

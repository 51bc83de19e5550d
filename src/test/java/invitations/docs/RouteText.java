package invitations.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A route file, as far as the picture of all routes shows it.
 *
 * @param name what the file, its route and its {@code direct:} share
 * @param calls whom it calls, each as {@code caller --> called}
 */
record RouteText(String name, List<String> calls) {
    private static final String SUFFIX = ".camel.yaml";
    private static final Pattern DIRECT = Pattern.compile("(?m)^ +(?:uri|expression): direct:(\\S+)$");

    static RouteText read(Path file) throws IOException {
        String name = file.getFileName().toString().replace(SUFFIX, "");
        List<String> calls = DIRECT.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .filter(called -> !called.equals(name))
                .distinct()
                .map(called -> name + " --> " + called)
                .toList();
        return new RouteText(name, calls);
    }
}

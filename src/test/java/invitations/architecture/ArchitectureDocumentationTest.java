package invitations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/architecture.md} against the packages and classes that there are. */
class ArchitectureDocumentationTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\| (.+?) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+\\w*)(?:\\.\\w+)?`");

    @Test
    void the_table_of_packages_is_that_of_the_code() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher rows = ROW.matcher(packages());
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2) + " " + new TreeSet<>(names(rows.group(3))));
        }

        Map<String, String> there = new TreeMap<>();
        PackageTable.MAY_IMPORT.forEach((name, imports) -> there.put(name, job(name) + " " + new TreeSet<>(imports)));
        assertThat(documented).isEqualTo(there);
    }

    @Test
    void every_class_that_it_names_is_there() throws IOException {
        Set<String> classes = new TreeSet<>(classes(SOURCES));
        classes.addAll(classes(Path.of("src/test/java")));
        for (String page : new String[] {"docs/architecture.md", "docs/adding-a-target.md", "CONTRIBUTING.md"}) {
            Set<String> named = CLASS.matcher(Files.readString(Path.of(page)))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(named).as(page).isNotEmpty().isSubsetOf(classes);
        }
    }

    private static Set<String> classes(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static String packages() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        int begin = page.indexOf("## Packages");
        return page.substring(begin, page.indexOf("## ", begin + 1));
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String job(String name) {
        Path info =
                SOURCES.resolve("invitations").resolve(name.replace('.', '/')).resolve("package-info.java");
        try {
            String text = Files.readString(info);
            return text.substring("/** ".length(), text.indexOf(" */"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

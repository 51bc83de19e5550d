package invitations.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path relative to the project's folder
 * @param text in Markdown
 */
record Page(Path path, String text) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `?([^`|]+?)`? \\|");

    /** Everything that is written for people. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(Path::of),
                            docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(String path) {
        return read(Path.of(path));
    }

    private static Page read(Path path) {
        try {
            return new Page(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The targets of its links, as they are written. */
    List<String> links() {
        return group(LINK.matcher(text));
    }

    /** {@return what stands between backticks within a line} */
    List<String> code() {
        return group(CODE.matcher(FENCE.matcher(text).replaceAll("")));
    }

    /** The anchors that links may point to, as the usual hosts make them of headings. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        for (String heading : group(HEADING.matcher(text))) {
            anchors.add(heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    /** The commands of its shell blocks that start the program: verb and options, without a comment. */
    List<List<String>> commands() {
        List<List<String>> commands = new ArrayList<>();
        for (String line :
                blocks("sh").flatMap(String::lines).map(String::strip).toList()) {
            if (line.startsWith("./invitations")) {
                String command = line.replaceFirst("\\s+#.*", "").substring("./invitations".length());
                commands.add(List.of(command.strip().split("\\s+")));
            }
        }
        return commands;
    }

    /** The blocks of code in that language. */
    Stream<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    /** The first cells of the first table behind that text, without its title. */
    List<String> tableAfter(String mark) {
        int start = text.indexOf("\n| ", text.indexOf(mark));
        if (!text.contains(mark) || start < 0) {
            throw new IllegalArgumentException(path + " has no table behind '" + mark + "'");
        }
        int end = text.indexOf("\n\n", start);
        String table = text.substring(start + 1, end < 0 ? text.length() : end);
        List<String> cells = group(FIRST_CELL.matcher(table));
        return cells.subList(2, cells.size());
    }

    private static List<String> group(Matcher matcher) {
        return matcher.results().map((MatchResult found) -> found.group(1)).toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

package invitations.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must hold of source files, and does not show in classes.
 *
 * @param folder the root of a source tree
 */
record SourceRules(Path folder) {
    private static final int MOST_LINES = 250;

    /** A folder that can be seen at once. */
    private static final int MOST_FILES = 25;

    /** What tells the time. */
    private static final Pattern CLOCK = Pattern.compile("\\bSystem(\\.|::)(nanoTime|currentTimeMillis)\\b"
            + "|\\b(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime|Year|YearMonth)(\\.now\\(\\)|::now)"
            + "|\\bClock(\\.|::)(system|tick)|\\bnew Date\\(\\)");

    private static final Pattern COMMENT = Pattern.compile("^\\s*(/\\*\\*|\\*|//).*");

    /** The composition root, where the clocks of all others are made. The sandbox is a program of its own. */
    private static final Pattern MAKES_CLOCKS = Pattern.compile("(.*/)?(\\w+Command|CommandClient|SendRun|ApiRuntime"
            + "|RegisteredTargets|LedgerAccess|HomeFolder|InvitationRuntime)\\.java|(.*/)?sandbox/.*");

    /** {@return what breaks the rules, one sentence each; none when all is well} */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        TreeSet<Path> packages = new TreeSet<>();
        for (Path file : javaFiles()) {
            packages.add(file.resolveSibling("package-info.java"));
            int lines = read(file).lines().toList().size();
            if (lines > MOST_LINES) {
                findings.add(name(file) + " has " + lines + " lines, more than " + MOST_LINES
                        + ": look for the second idea in it");
            }
        }
        for (Path file : javaFiles()) {
            if (!MAKES_CLOCKS.matcher(name(file)).matches()) {
                read(file)
                        .lines()
                        .filter(line -> !COMMENT.matcher(line).matches()
                                && CLOCK.matcher(line).find())
                        .forEach(line -> findings.add(name(file) + " reads a clock by itself (" + line.strip()
                                + "): let its constructor take a Clock, or a ticker"));
            }
        }
        for (Path job : packages) {
            long files = javaFiles().stream()
                    .filter(file -> file.resolveSibling("package-info.java").equals(job) && !file.equals(job))
                    .count();
            if (files > MOST_FILES) {
                findings.add(name(job) + " is of a package that has " + files + " files, more than " + MOST_FILES
                        + ": look for the second subject in it");
            }
            if (!Files.exists(job) || !read(job).startsWith("/** ")) {
                findings.add(name(job) + " does not open with a sentence that says what the package's one job is");
            }
        }
        return findings;
    }

    private List<Path> javaFiles() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

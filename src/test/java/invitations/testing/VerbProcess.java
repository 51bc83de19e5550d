package invitations.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The program as a shell sees it, in a process that has a working directory and an environment of its own, and runs one
 * verb after the other: a launcher for each would spend seconds on its start. For one thread at a time.
 */
public final class VerbProcess implements AutoCloseable {
    private static final String BETWEEN = "\t";

    private final Process process;
    private final BufferedReader answers;

    private VerbProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it in a folder, with these variables besides those that every process has. */
    public static VerbProcess start(Path folder, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dinvitations.bundle=" + Path.of("").toAbsolutePath(),
                "-Dinvitations.routes=" + Path.of("routes").toAbsolutePath(),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                VerbProcess.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.matches("(INVITATIONS|IBLAI)_.*"));
        builder.environment().putAll(environment);
        try {
            return new VerbProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String absolute(String classPath) {
        List<String> all = new ArrayList<>();
        for (String path : classPath.split(File.pathSeparator, -1)) {
            all.add(Path.of(path).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, all);
    }

    /** Runs a verb to its end. */
    public Program.Run run(String... arguments) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8)
                .append(String.join(BETWEEN, arguments))
                .append('\n')
                .flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the process has ended");
        }
        String[] parts = answer.split(BETWEEN, -1);
        return new Program.Run(Integer.parseInt(parts[0]), decoded(parts[1]), decoded(parts[2]));
    }

    /** The process itself: reads the arguments of a verb from each line, and answers with how it ended. */
    public static void main(String[] none) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Program.Run run = Program.run(System.getenv(), line.split(BETWEEN, -1));
            answers.println(
                    String.join(BETWEEN, String.valueOf(run.exitCode()), encoded(run.out()), encoded(run.err())));
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

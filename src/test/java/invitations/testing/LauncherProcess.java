package invitations.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program, started by its launcher as a process of its own. */
public final class LauncherProcess implements AutoCloseable {
    public static final Path LAUNCHER = Path.of("invitations").toAbsolutePath();

    private final Process process;
    private final Path out;
    private final Path err;

    private LauncherProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it in a folder, with these variables besides those that every process has. */
    public static LauncherProcess start(
            Path launcher, Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(INVITATIONS|IBLAI)_.*"));
            builder.environment().putAll(environment);
            return new LauncherProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits for its end. */
    public static LauncherProcess run(Path folder, Map<String, String> environment, String... arguments)
            throws InterruptedException {
        LauncherProcess launched = start(LAUNCHER, folder, environment, arguments);
        launched.exitCode();
        return launched;
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still at work after five minutes: " + err());
        }
        return process.exitValue();
    }

    /** Lets it work for so long; whether it ended by itself. */
    public boolean hasEndedAfter(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** SIGSTOP; returns when none of its threads runs any more. */
    public void pause() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                .start()
                .waitFor();
        // Threads may end while they are looked at.
        await().ignoreExceptionsInstanceOf(IOException.class)
                .pollInterval(Duration.ofMillis(2))
                .until(this::isPaused);
    }

    /** SIGCONT. */
    public void goOn() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-CONT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** {@return whether all its threads are stopped, as Linux tells it behind the name of each, which is in parentheses} */
    private boolean isPaused() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String state = Files.readString(thread.resolve("stat"));
                if (!state.startsWith(" T", state.lastIndexOf(')') + 1)) {
                    return false;
                }
            }
            return true;
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

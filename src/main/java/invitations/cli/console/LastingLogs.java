package invitations.cli.console;

import java.util.logging.LogManager;

/**
 * Java's logging, which goes on until the process has ended: Java's own takes its handlers away when the stop begins, beside
 * all else that stops then, and what is said meanwhile is lost. To be named by the property {@code java.util.logging.manager}
 * before a logger is asked for. Safe for any number of threads.
 */
public final class LastingLogs extends LogManager {
    /** For Java, which makes it by its name. */
    public LastingLogs() {}

    /** Does nothing: handlers are not taken away. */
    @Override
    public void reset() {}
}

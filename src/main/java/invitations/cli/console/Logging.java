package invitations.cli.console;

import invitations.base.DisplayText;
import invitations.base.EmailMask;
import invitations.settings.SecretMask;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the program logs, on stderr: one event, one line, without e-mail addresses and without control characters. */
public final class Logging {
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger INVITATIONS = Logger.getLogger("invitations");

    /** Of each poll of a server that fails; the program says it once. */
    private static final List<Logger> SAID_ELSEWHERE = Stream.of(
                    "org.apache.camel.component.file.remote", "org.apache.camel.component.file.GenericFileOnCompletion")
            .map(Logger::getLogger)
            .toList();

    private Logging() {}

    public static void start() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new OneLine());
        console.setLevel(Level.ALL);
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        SAID_ELSEWHERE.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    /** Tells of ordinary events too, for a program that prints no results. */
    public static void tellEverything() {
        INVITATIONS.setLevel(Level.INFO);
    }

    /** Tells of nothing any more. */
    public static void silence() {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.OFF);
        INVITATIONS.setLevel(Level.OFF);
        for (Handler handler : root.getHandlers()) {
            handler.setLevel(Level.OFF);
        }
    }

    /** The text on one line, e-mail addresses masked: the local part to its first letter; and secrets. */
    public static String clean(String text) {
        return EmailMask.mask(SecretMask.mask(DisplayText.printable(SecretMask.mask(text))));
    }

    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord event) {
            StringBuilder line = new StringBuilder()
                    .append(event.getInstant().truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(
                            Level.SEVERE.equals(event.getLevel())
                                    ? "ERROR"
                                    : event.getLevel().getName())
                    .append(' ')
                    .append(formatMessage(event));
            if (event.getThrown() != null) {
                StringWriter trace = new StringWriter();
                event.getThrown().printStackTrace(new PrintWriter(trace));
                line.append(" | ")
                        .append(trace.toString()
                                .lines()
                                .map(String::strip)
                                .filter(each -> !each.isEmpty())
                                .collect(Collectors.joining(" | ")));
            }
            return clean(line.toString()) + System.lineSeparator();
        }
    }
}

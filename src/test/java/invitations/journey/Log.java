package invitations.journey;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged while it is open, whatever the level at which the program would show it. */
final class Log extends Handler implements AutoCloseable {
    private final List<LogRecord> events = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");

    static Log listen() {
        Log log = new Log();
        log.root.addHandler(log);
        return log;
    }

    /** The events as they would be written, stack traces included. */
    List<String> lines() {
        return events.stream().map(Log::line).toList();
    }

    /** The events from that level on. */
    List<String> lines(Level from) {
        return events.stream()
                .filter(event -> event.getLevel().intValue() >= from.intValue())
                .map(Log::line)
                .toList();
    }

    private static String line(LogRecord event) {
        StringWriter text = new StringWriter();
        text.write(event.getLevel() + " " + new SimpleFormatter().formatMessage(event));
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    @Override
    public void publish(LogRecord event) {
        events.add(event);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}

package invitations.testing;

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
public final class CapturedLog extends Handler implements AutoCloseable {
    private final List<LogRecord> events = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");

    public static CapturedLog listen() {
        CapturedLog log = new CapturedLog();
        log.root.addHandler(log);
        return log;
    }

    /** The events as they would be written, stack traces included. */
    public List<String> lines() {
        return events.stream().map(CapturedLog::line).toList();
    }

    /** The events from that level on. */
    public List<String> lines(Level from) {
        return events.stream()
                .filter(event -> event.getLevel().intValue() >= from.intValue())
                .map(CapturedLog::line)
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

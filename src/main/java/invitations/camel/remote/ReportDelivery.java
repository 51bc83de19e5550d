package invitations.camel.remote;

import invitations.ledger.Ledger;
import invitations.ledger.report.Deliveries;
import invitations.remote.RemoteFileName;
import invitations.report.LeaversCsv;
import invitations.report.ReportRefusedException;
import invitations.report.Reports;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code delivering}: says which reports a server does not have yet, and notes which it has. A route that is named
 * as the server keeps trying, so that nothing waits for it. Safe for any number of threads.
 */
public final class ReportDelivery implements ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReportDelivery.class);
    private static final int PERIODS_AHEAD = 3;

    /** The report is the last: where it is, the others are. */
    private static final List<String> FILES = List.of(
            "dry-run-report.csv",
            "dry-run-dead-letter.csv",
            "report.csv",
            "dead-letter.csv",
            LeaversCsv.NAME,
            "report.json");

    private final Ledger ledger;
    private final Reports reports;
    private final RemoteAlarms alarms;

    ReportDelivery(Ledger ledger, Reports reports, RemoteAlarms alarms) {
        this.ledger = ledger;
        this.reports = reports;
        this.alarms = alarms;
    }

    /**
     * A file to be sent.
     *
     * @param content the file, or no bytes
     * @param target its path below the folder for results
     */
    public record Result(Object content, String target) {}

    /**
     * The reports that are due, each written anew when its turn comes, since a decision may have changed it a moment ago.
     * Where the server is away, it does not come to the next one.
     */
    public Iterator<Deliveries.Due> due(String server) {
        return ledger.deliveries().due(server).stream()
                .filter(each -> write(each, server))
                .iterator();
    }

    private boolean write(Deliveries.Due due, String server) {
        try {
            reports.write(due.drop());
            return true;
        } catch (ReportRefusedException | UncheckedIOException e) {
            LOG.warn(
                    "The report on drop {} cannot be sent to {}: {}", due.drop().id(), server, e.getMessage());
            return false;
        }
    }

    /** The files of a report. A second edition without dead letters has an empty file in place of the first one's. */
    public List<Result> files(Deliveries.Due due) {
        Path folder = reports.folder(due.drop());
        String feed = due.drop().feed();
        String target = (RemoteFileName.isFeed(feed) ? feed : "not-a-feed") + "/"
                + due.drop().id() + "/";
        List<Result> files = new ArrayList<>();
        for (String name : FILES) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                files.add(new Result(file.toFile(), target + name));
            } else if (due.edition() > 1 && !name.equals(LeaversCsv.NAME) && !name.startsWith("dry-run-")) {
                files.add(new Result(new byte[0], target + name));
            }
        }
        return files;
    }

    /** All files of it are at the server. */
    public void delivered(String server, Deliveries.Due due) {
        ledger.deliveries().delivered(server, due);
        alarms.fine(server);
        LOG.info("The report on drop {} was delivered: {}", due.drop().id(), server);
    }

    @Override
    public void handleException(Throwable exception) {
        handleException("", null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    /** What is not sent now is sent at the next turn. */
    @Override
    public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable exception) {
        if (exchange != null && exchange.getFromEndpoint() instanceof TimerEndpoint timer) {
            Duration next = Duration.ofMillis(timer.getPeriod()).multipliedBy(PERIODS_AHEAD);
            alarms.failed(exchange.getFromRouteId(), next, exception);
        } else {
            LOG.error("Results could not be delivered", exception);
        }
    }
}

package invitations.camel.remote;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.remote.RemoteFilePollingConsumerPollStrategy;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;

/** Looks at how each poll of one server ends; a file that could not be taken spoils the poll. For one poll at a time. */
final class RemotePollListener extends RemoteFilePollingConsumerPollStrategy implements ExceptionHandler {
    /** So that a wait does not seem over before the next poll has ended. */
    private static final int POLLS_AHEAD = 3;

    private final RemoteAlarms alarms;
    private final RemoteFileFilter files;
    private volatile String route = "";
    private volatile Duration next = Duration.ZERO;
    private volatile boolean spoiled;

    RemotePollListener(RemoteAlarms alarms, RemoteFileFilter files) {
        this.alarms = alarms;
        this.files = files;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        if (consumer instanceof ScheduledPollConsumer polling) {
            route = polling.getRouteId();
            next = Duration.ofMillis(polling.getDelay()).multipliedBy(POLLS_AHEAD);
        }
        spoiled = false;
        files.begin();
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        if (!spoiled) {
            alarms.fine(route);
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) throws Exception {
        alarms.failed(route, next, cause);
        return super.rollback(consumer, endpoint, retryCounter, cause);
    }

    @Override
    public void handleException(Throwable exception) {
        handleException("", null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    /** Without an exchange it is the poll as a whole, of which {@link #rollback} was told. */
    @Override
    public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable exception) {
        if (exchange != null) {
            spoiled = true;
            alarms.failed(route, next, exception);
        }
    }
}

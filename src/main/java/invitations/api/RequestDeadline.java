package invitations.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A deadline for each HTTP exchange: connection, request, head and body of the response together. The time-outs of a
 * socket hold for one read only, so a response that drips, or interim responses (RFC 9110, 15.2) without end, would keep
 * its thread for ever. What is not over in time has its connection closed by another thread. Safe for any number of
 * threads.
 */
public final class RequestDeadline implements ExecChainHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadline.class);

    private static final String EXCHANGE = RequestDeadline.class.getName();

    /** How late a deadline may be, in parts of the time-out. */
    private static final int LOOKS_A_TIMEOUT = 20;

    private static final long LONGEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long timeoutNanos;
    private final LongSupplier ticker;
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor watchdog;

    /**
     * @param timeout from the request to the last byte of the response, more than zero
     * @param ticker nanoseconds, as {@link System#nanoTime()} has them
     */
    public RequestDeadline(Duration timeout, LongSupplier ticker) {
        this.timeoutNanos = timeout.toNanos();
        this.ticker = ticker;
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "request-deadline");
            thread.setDaemon(true);
            return thread;
        });
        // The thread ends when nothing is under way: nobody has to close this.
        watchdog.setKeepAliveTime(1, TimeUnit.SECONDS);
        watchdog.allowCoreThreadTimeOut(true);
    }

    /**
     * Lets the client keep to the deadline. Where a request begins to be sent is noted as well: a request that waited for a
     * connection until its deadline may get one at that moment, since the deadline of another gives one back.
     */
    public void install(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("deadline", this);
        builder.addExecInterceptorAfter(ChainElement.CONNECT.name(), "sent", RequestDeadline::begin);
    }

    /** Nothing is sent behind the deadline; what is sent before it may have arrived, whatever becomes of its connection. */
    private static ClassicHttpResponse begin(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (scope.clientContext.getAttribute(EXCHANGE) instanceof Exchange exchange) {
            if (exchange.isExpired) {
                throw new InterruptedIOException("the time of the request was over before it was sent");
            }
            exchange.mayBeSent = true;
        }
        return chain.proceed(request, scope);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Exchange exchange = new Exchange(scope, ticker.getAsLong() + timeoutNanos);
        scope.clientContext.setAttribute(EXCHANGE, exchange);
        watch(exchange);
        boolean isAnswered = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            isAnswered = true;
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            if (exchange.isExpired) {
                throw timedOut(exchange, e);
            }
            throw e;
        } finally {
            exchange.isAnswered = isAnswered;
            exchange.hasEnded = !isAnswered;
        }
    }

    private IOException timedOut(Exchange exchange, Exception cause) {
        String message = "no whole answer within " + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + " ms";
        IOException timedOut = exchange.wasWithoutConnection && !exchange.mayBeSent
                ? new ConnectionRequestTimeoutException("no free connection: " + message)
                : new SocketTimeoutException(message);
        timedOut.initCause(cause);
        return timedOut;
    }

    private void watch(Exchange exchange) {
        underWay.add(exchange);
        lookLater();
    }

    /** One look is planned at a time, and none while nothing is under way. */
    private void lookLater() {
        if (isLooking.compareAndSet(false, true)) {
            long pause = Math.max(1, Math.min(LONGEST_LOOK_NANOS, timeoutNanos / LOOKS_A_TIMEOUT));
            Future<?> unused = watchdog.schedule(this::look, pause, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        long now = ticker.getAsLong();
        underWay.removeIf(Exchange::isOver);
        List<Exchange> late = underWay.stream()
                .filter(exchange -> exchange.deadline - now <= 0)
                .toList();
        underWay.removeAll(late);
        try {
            late.forEach(RequestDeadline::expire);
        } finally {
            isLooking.set(false);
            if (!underWay.isEmpty()) {
                lookLater();
            }
        }
    }

    /** A connection that cannot be closed is no reason for others to have no deadline. */
    private static void expire(Exchange exchange) {
        try {
            exchange.expire();
        } catch (RuntimeException e) {
            LOG.warn("A request that is over its time could not be cut off: {}", String.valueOf(e.getMessage()));
        }
    }

    private static final class Exchange {
        private final ExecChain.Scope scope;
        private final long deadline;
        private volatile boolean isAnswered;
        private volatile boolean hasEnded;
        private volatile boolean isExpired;
        private volatile boolean wasWithoutConnection;
        private volatile boolean mayBeSent;

        private Exchange(ExecChain.Scope scope, long deadline) {
            this.scope = scope;
            this.deadline = deadline;
        }

        /** Without an answer, or when the answer's last byte has been read: it gives its connection back then. */
        private boolean isOver() {
            return hasEnded || (isAnswered && !scope.execRuntime.isEndpointAcquired());
        }

        private void expire() {
            wasWithoutConnection = !scope.execRuntime.isEndpointAcquired();
            isExpired = true;
            if (scope.originalRequest instanceof CancellableDependency request) {
                request.cancel();
            }
            scope.execRuntime.discardEndpoint();
        }
    }
}

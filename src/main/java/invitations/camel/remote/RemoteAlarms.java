package invitations.camel.remote;

import invitations.base.ExceptionCauses;
import invitations.ledger.send.TargetPauses;
import invitations.remote.RemoteProblem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is wrong with servers: a line in the log when it begins and one when it is over, and in between a note in the
 * ledger that {@code status} shows. Safe for any number of threads.
 */
final class RemoteAlarms {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteAlarms.class);

    /** Who looks on is to see it also where servers are asked all the time. */
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private final TargetPauses pauses;
    private final Map<String, RemoteProblem> raised = new ConcurrentHashMap<>();

    RemoteAlarms(TargetPauses pauses) {
        this.pauses = pauses;
    }

    /**
     * What the route does fails; it is tried again.
     *
     * @param next when it is tried again at the latest
     */
    void failed(String route, Duration next, Throwable failure) {
        RemoteProblem problem = ExceptionCauses.find(failure, GenericFileOperationFailedException.class)
                .flatMap(refusal -> RemoteProblem.ofReply(refusal.getCode(), refusal.getReason()))
                .orElseGet(() -> RemoteProblem.of(failure));
        RemoteProblem before = raised.put(route, problem);
        pauses.paused(name(route), next.compareTo(SHORTEST) < 0 ? SHORTEST : next, problem.words());
        if (before == null || !before.isOfTheSameSort(problem)) {
            LOG.error("{} {}: {}", problem.kind(), route, problem.words());
        }
    }

    /** What the route does works. */
    void fine(String route) {
        RemoteProblem before = raised.remove(route);
        if (before != null) {
            pauses.opened(name(route));
            LOG.warn("{} {}: over, it works again", before.kind(), route);
        }
    }

    /** {@return what an operator knows the server by} */
    private static String name(String route) {
        return route.replaceFirst("^collect-from-", "");
    }
}

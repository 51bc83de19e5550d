package invitations.send.flow;

import java.util.Optional;

/** What is known of the way to a target before it is called. Safe for any number of threads. */
public interface TargetAccess {
    /** Nothing bars a target, and each is behind a host of its own. */
    TargetAccess NONE = new TargetAccess() {};

    /** {@return why the target cannot be called with the settings as they are; asked once for each} */
    default Optional<CircuitBreakers.Stop> barred(String target) {
        return Optional.empty();
    }

    /** The address of the API that serves the target: what limits the rate there limits it for all targets of that API. */
    default String host(String target) {
        return target;
    }
}

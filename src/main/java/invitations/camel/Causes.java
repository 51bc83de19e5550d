package invitations.camel;

import java.util.Optional;

/** Finds what a bean threw: Camel wraps it, in one way or another by the place of the bean in the route. */
final class Causes {
    private Causes() {}

    /** The first of that type among the failure and its causes. */
    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable next = failure;
        while (next != null) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
            next = next.getCause();
        }
        return Optional.empty();
    }
}

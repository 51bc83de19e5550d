package invitations.base;

import java.util.Optional;

/** Finds an exception among the causes of another one: libraries wrap what they throw. Safe for any number of threads. */
public final class ExceptionCauses {
    private ExceptionCauses() {}

    /** {@return the first of that type among the failure and its causes; empty when there is none} */
    public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable next = failure;
        while (next != null) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
            next = next.getCause();
        }
        return Optional.empty();
    }

    /** {@return whether the failure, or one of its causes, is of that type} */
    public static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type).isPresent();
    }
}

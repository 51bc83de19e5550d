package invitations.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Does something while a test goes on, in a thread of its own: the common pool has one thread for all on a machine of two
 * cores, from Java 25 on.
 */
public final class Aside {
    private static final Executor THREADS = task -> new Thread(task, "aside").start();

    private Aside() {}

    /** Begins to make something. */
    public static <T> CompletableFuture<T> supply(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    /** Begins to do something. */
    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, THREADS);
    }
}

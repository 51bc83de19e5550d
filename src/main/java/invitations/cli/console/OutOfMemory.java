package invitations.cli.console;

/**
 * What happens when Java runs out of memory: the process ends at once, with a code of its own, and what is open stays in the
 * ledger. Nothing that goes on after that can be trusted. The launcher has Java itself do so at the first such error,
 * the code that would catch it; this is for a Java that was started in another way.
 */
public final class OutOfMemory {
    private OutOfMemory() {}

    /** From now on, for all threads. */
    public static void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            for (Throwable next = failure; next != null; next = next.getCause()) {
                if (next instanceof OutOfMemoryError) {
                    Runtime.getRuntime().halt(ExitCode.OUT_OF_MEMORY.number());
                }
            }
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace(System.err);
        });
    }
}

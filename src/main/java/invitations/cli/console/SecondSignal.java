package invitations.cli.console;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What SIGTERM and SIGINT do to the process: the first one lets what {@link Signals} says end in order, the second one
 * ends it at once. Java's own way has no answer to a second one.
 */
public final class SecondSignal {
    private static final int SIGNALLED = 128;

    private final AtomicBoolean isStopping = new AtomicBoolean();

    private SecondSignal() {}

    /** From now on; where this Java has no such signals, its own way stays. */
    public static void watch() {
        SecondSignal second = new SecondSignal();
        second.watch("TERM");
        second.watch("INT");
    }

    /** By reflection: the class is one that each Java has and that the compiler warns of. */
    private void watch(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object watched = signal.getConstructor(String.class).newInstance(name);
            int code = SIGNALLED + (int) signal.getMethod("getNumber").invoke(watched);
            Object proxy = Proxy.newProxyInstance(
                    SecondSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            received(code);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null, watched, proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
            // Then a second signal has to be a SIGKILL.
        }
    }

    private void received(int code) {
        if (isStopping.getAndSet(true)) {
            Runtime.getRuntime().halt(code);
        }
        Runtime.getRuntime().exit(code);
    }
}

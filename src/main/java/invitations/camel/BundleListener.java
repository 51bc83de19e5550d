package invitations.camel;

import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** Looks on while a {@link Bundle} starts. */
@FunctionalInterface
public interface BundleListener {
    /** Is shown Camel's context before it starts. */
    void onContext(CamelContext context);

    /** Is shown the bundle before its routes start: from now on it can be told to make no calls. */
    default void onMade(Bundle bundle) {}

    /** Lets somebody know of the bundle, and nothing else. */
    static BundleListener made(Consumer<Bundle> reader) {
        return new BundleListener() {
            @Override
            public void onContext(CamelContext context) {
                // Nobody wants to see it.
            }

            @Override
            public void onMade(Bundle bundle) {
                reader.accept(bundle);
            }
        };
    }
}

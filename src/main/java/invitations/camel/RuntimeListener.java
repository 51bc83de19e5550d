package invitations.camel;

import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** Looks on while a {@link InvitationRuntime} starts. */
@FunctionalInterface
public interface RuntimeListener {
    /** Is shown Camel's context before it starts. */
    void onContext(CamelContext context);

    /** Is shown the bundle before its routes start: from now on it can be told to make no calls. */
    default void onMade(InvitationRuntime runtime) {}

    /** Lets somebody know of the bundle, and nothing else. */
    static RuntimeListener made(Consumer<InvitationRuntime> reader) {
        return new RuntimeListener() {
            @Override
            public void onContext(CamelContext context) {
                // Nobody wants to see it.
            }

            @Override
            public void onMade(InvitationRuntime runtime) {
                reader.accept(runtime);
            }
        };
    }
}

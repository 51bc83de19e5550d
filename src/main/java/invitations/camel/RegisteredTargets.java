package invitations.camel;

import invitations.api.ApiTarget;
import invitations.send.TargetRegistry;
import invitations.settings.Settings;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * The targets that the route files name as their beans, found in Camel's registry. Safe for any number of threads.
 *
 * @param context whose registry it is; it is made after those who ask for the targets
 */
record RegisteredTargets(Supplier<CamelContext> context) implements Supplier<Set<ApiTarget>> {
    /** {@return the targets of that context} */
    static TargetRegistry of(Supplier<CamelContext> context, Settings settings) {
        return new TargetRegistry(
                new RegisteredTargets(context), new SimpleExpressionCompiler(context), settings, Clock.systemUTC());
    }

    @Override
    public Set<ApiTarget> get() {
        return context.get().getRegistry().findByType(ApiTarget.class);
    }
}

package invitations.camel;

import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Shows Camel's context before the routes start. */
final class ContextListener extends MainListenerSupport {
    private final Consumer<CamelContext> onContext;

    ContextListener(Consumer<CamelContext> onContext) {
        this.onContext = onContext;
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        onContext.accept(main.getCamelContext());
    }
}

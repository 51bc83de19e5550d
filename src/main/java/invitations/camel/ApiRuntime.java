package invitations.camel;

import invitations.api.ApiClient;
import invitations.api.ResponseReader;
import invitations.base.Waiter;
import invitations.camel.steps.AskApiSteps;
import invitations.camel.steps.InviteSteps;
import invitations.send.TargetRegistry;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;

/** The routes to the APIs alone: to ask them something, without a ledger, while another instance may be at work. */
public final class ApiRuntime implements AutoCloseable {
    private static final List<String> ROUTES =
            List.of("ask-*", "invite-to-*", "update-link", "delete-link", "join-organization");

    private final Main main = new Main();
    private final Waiter waiter = new Waiter(System::nanoTime);
    private final TargetRegistry targets;
    private final ApiClient client;

    private ApiRuntime(Settings settings) {
        targets = RegisteredTargets.of(main::getCamelContext, settings);
        client = new ApiClient(new RequestRoutes(main::getCamelContext), settings, waiter, System::nanoTime);
        // Its own would leave a hook that is never taken back, and with it all of this, for every start in one process.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        RouteProperties.of(settings).forEach(main::addInitialProperty);
        main.addInitialProperty(
                "camel.main.routes-include-pattern",
                ROUTES.stream()
                        .map(name -> "file:" + settings.text(Property.ROUTES) + "/" + name + ".camel.yaml")
                        .collect(Collectors.joining(",")));
        settings.camel().forEach(main::addOverrideProperty);
        main.bind("http-client-limits", new HttpClientLimits(settings, System::nanoTime));
        ResponseReader responses =
                new ResponseReader(settings.duration(Property.REQUEST_TIMEOUT), Clock.systemUTC(), System::nanoTime);
        main.bind("askApi", new AskApiSteps(responses));
        main.bind("invite", new InviteSteps(responses, targets));
        main.bind("apiCredentials", new ApiCredentials(settings));
    }

    /**
     * Starts the routes.
     *
     * @param onContext is shown Camel's context before it starts, for those who want to look on; may be null
     */
    public static ApiRuntime start(Settings settings, @Nullable Consumer<CamelContext> onContext) {
        AutomaticRetries.refuseSettings(System.getProperties(), System.getenv());
        ApiRuntime session = new ApiRuntime(settings);
        if (onContext != null) {
            session.main.addMainListener(new ContextListener(onContext));
        }
        session.main.start();
        try {
            AutomaticRetries.check(session.main.getCamelContext());
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    public ApiClient client() {
        return client;
    }

    public TargetRegistry targets() {
        return targets;
    }

    @Override
    public void close() {
        waiter.stop();
        main.stop();
    }
}

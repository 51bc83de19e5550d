package invitations.camel;

import invitations.call.Answers;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;

/** The routes to the APIs alone: to ask them something, without a ledger, while another instance may be at work. */
public final class ApiSession implements AutoCloseable {
    private static final List<String> ROUTES =
            List.of("ask-*", "invite-to-*", "update-link", "delete-link", "join-organization");

    private final Main main = new Main();
    private final Rests rests = new Rests();
    private final Targets targets;
    private final Inquiry inquiry;

    private ApiSession(Settings settings) {
        targets = RegisteredTargets.of(main::getCamelContext, settings);
        inquiry = new Inquiry(new RequestRoutes(main::getCamelContext), settings, rests);
        // Its own would leave a hook that is never taken back, and with it all of this, for every start in one process.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        RouteProperties.of(settings).forEach(main::addInitialProperty);
        main.addInitialProperty(
                "camel.main.routes-include-pattern",
                ROUTES.stream()
                        .map(name -> "file:" + settings.text(Property.ROUTES) + "/" + name + ".camel.yaml")
                        .collect(Collectors.joining(",")));
        settings.camel().forEach(main::addOverrideProperty);
        main.bind("http-client-limits", new HttpClientLimits(settings));
        Answers answers = new Answers(settings.duration(Property.REQUEST_TIMEOUT));
        main.bind("asks", new Asks(answers));
        main.bind("requests", new Requests(answers, targets));
        main.bind("credentials", new Credentials(settings));
    }

    /**
     * Starts the routes.
     *
     * @param onContext is shown Camel's context before it starts, for those who want to look on; may be null
     */
    public static ApiSession start(Settings settings, @Nullable Consumer<CamelContext> onContext) {
        AutomaticRetries.refuseSettings(System.getProperties(), System.getenv());
        ApiSession session = new ApiSession(settings);
        if (onContext != null) {
            session.main.addMainListener(new BeforeStart(onContext));
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

    public Inquiry inquiry() {
        return inquiry;
    }

    public Targets targets() {
        return targets;
    }

    @Override
    public void close() {
        rests.stop();
        main.stop();
    }
}

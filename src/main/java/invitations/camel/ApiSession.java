package invitations.camel;

import invitations.call.Answers;
import invitations.settings.Property;
import invitations.settings.Settings;
import org.apache.camel.main.Main;

/** The routes to the APIs alone: to ask them something, without a ledger, while another instance may be at work. */
public final class ApiSession implements AutoCloseable {
    private static final String ROUTES =
            "%1$s/ask-*.camel.yaml,%1$s/invite-to-*.camel.yaml,%1$s/update-link.camel.yaml,"
                    + "%1$s/delete-link.camel.yaml,%1$s/join-organization.camel.yaml";

    private final Main main = new Main();
    private final Targets targets;
    private final Inquiry inquiry;

    private ApiSession(Settings settings) {
        targets = new Targets(main::getCamelContext, settings);
        inquiry = new Inquiry(main::getCamelContext, settings);
        RouteProperties.of(settings).forEach(main::addInitialProperty);
        main.addInitialProperty(
                "camel.main.routes-include-pattern", String.format(ROUTES, "file:" + settings.text(Property.ROUTES)));
        settings.camel().forEach(main::addOverrideProperty);
        Answers answers = new Answers(settings.duration(Property.REQUEST_TIMEOUT));
        main.bind("asks", new Asks(answers));
        main.bind("requests", new Requests(answers, targets));
        main.bind("credentials", new Credentials(settings));
    }

    /** Starts the routes. */
    public static ApiSession start(Settings settings) {
        ApiSession session = new ApiSession(settings);
        session.main.start();
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
        main.stop();
    }
}

package invitations.camel;

import invitations.call.Answers;
import invitations.call.Failures;
import invitations.call.Gates;
import invitations.feed.Feeds;
import invitations.feed.Suppression;
import invitations.intake.Limits;
import invitations.ledger.Ledger;
import invitations.report.Reports;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/** The beans that the routes of a bundle name, made for one home. */
record Beans(
        Settings settings,
        Home home,
        Ledger ledger,
        Gates gates,
        Sender sender,
        Receiving receiving,
        Reports reports,
        Targets targets,
        Supplier<Feeds> feeds,
        Suppression suppression,
        Inquiry inquiry) {

    void bindTo(Main main) {
        main.bind("receiving", receiving);
        main.bind(
                "planning",
                new Planning(
                        ledger,
                        targets::forPlanning,
                        feeds,
                        suppression,
                        settings.count(Property.BLANK_MOST),
                        Limits.of(settings)));
        main.bind("seats", new Seats(ledger, feeds, targets, inquiry));
        main.bind("sender", sender);
        main.bind("caller", new Caller(ledger, gates, sender));
        main.bind("reporting", new Reporting(home, ledger, reports, receiving));
        Answers answers = new Answers(settings.duration(Property.REQUEST_TIMEOUT));
        Failures failures = new Failures();
        main.bind("requests", new Requests(answers, targets));
        main.bind("failures", failures);
        main.bind("asks", new Asks(answers));
        main.bind("asking", new Asking(failures, gates));
        main.bind("credentials", new Credentials(settings));
        main.bind("dropped-files", new DroppedFiles(settings.count(Property.DROP_STABLE_POLLS)));
        FollowingUp following = new FollowingUp(ledger, inquiry, targets, settings.count(Property.SEND_CONCURRENCY));
        main.bind(
                "nightly",
                new Nightly(ledger, reports, following, Duration.ofDays(settings.count(Property.FOLLOW_UP_DAYS))));
    }
}

package invitations.camel;

import invitations.call.Answers;
import invitations.call.Failures;
import invitations.call.Gates;
import invitations.feed.Feeds;
import invitations.feed.Suppression;
import invitations.intake.Limits;
import invitations.intake.SheetColumns;
import invitations.intake.TimeBudget;
import invitations.intake.UnpackLimits;
import invitations.intake.Unpacking;
import invitations.ledger.Ledger;
import invitations.report.Reports;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/** The beans that the routes of a bundle name, made for one home. */
record Beans(
        Settings settings,
        Home home,
        Ledger ledger,
        Gates gates,
        SendCoordinator coordinator,
        Receiving receiving,
        Reports reports,
        Targets targets,
        Supplier<Feeds> feeds,
        Suppression suppression,
        DiskReserve disk) {

    void bindTo(Main main) {
        main.bind("http-client-limits", new HttpClientLimits(settings));
        Inquiry inquiry = new Inquiry(new RequestRoutes(main::getCamelContext), settings, coordinator.rests());
        TimeBudget time = TimeBudget.each(
                System::nanoTime, settings.duration(Property.LIMIT_READING_TIME), coordinator::isStopping);
        main.bind("receiving", receiving);
        main.bind("intake-queues", new IntakeQueues(receiving, coordinator::isStopping));
        Planning planning = new Planning(
                ledger,
                targets::forPlanning,
                feeds,
                suppression,
                settings.count(Property.BLANK_MOST),
                Limits.of(settings),
                time);
        main.bind("planning", planning);
        main.bind("csv-of-drop", new DropCsvDataFormat());
        main.bind("rereading", new Rereading(ledger, planning));
        main.bind("taken-files", new TakenFiles(home, ledger));
        main.bind("seats", new Seats(ledger, feeds, targets, inquiry));
        main.bind("sender", new Sender(coordinator));
        main.bind("destinations", new Destinations(ledger, targets, !coordinator.givesUp()));
        main.bind("caller", new Caller(ledger, gates, coordinator));
        main.bind("reporting", new Reporting(home, ledger, reports));
        Answers answers = new Answers(settings.duration(Property.REQUEST_TIMEOUT));
        Failures failures = new Failures();
        main.bind("requests", new Requests(answers, targets));
        main.bind("failures", failures);
        main.bind("asks", new Asks(answers));
        main.bind("asking", new Asking(failures, gates, coordinator, settings.duration(Property.PAUSE_FIRST)));
        main.bind("credentials", new Credentials(settings));
        main.bind(
                "dropped-files",
                new DroppedFiles(new DropFolderScan(
                        home,
                        settings.count(Property.DROP_STABLE_POLLS),
                        settings.duration(Property.DROP_MIN_AGE),
                        companions(settings),
                        disk,
                        System::nanoTime)));
        main.bind("turns", coordinator.turns());
        main.bind(
                "containers",
                new Containers(
                        home,
                        ledger,
                        unpacking(settings),
                        feed -> SheetColumns.of(
                                feeds.get().sheet(feed), feeds.get().named(feed), targets.forPlanning()),
                        new ReadingAttempts(home, settings.size(Property.LIMIT_FILE_SIZE)),
                        time,
                        disk::await));
        main.bind("drops-received", new DropsReceived());
        FollowingUp following = new FollowingUp(ledger, inquiry, targets, settings.count(Property.SEND_CONCURRENCY));
        main.bind("follow-up-schedule", DailySchedule.of(settings.text(Property.FOLLOW_UP_TIME)));
        main.bind("retention-schedule", DailySchedule.of(settings.text(Property.RETENTION_TIME)));
        main.bind(
                "nightly",
                new Nightly(ledger, reports, following, Duration.ofDays(settings.count(Property.FOLLOW_UP_DAYS))));
    }

    /** What takes files of the home in. */
    static Receiving receiving(Settings settings, Home home, Ledger ledger, DiskReserve disk) {
        return new Receiving(home, ledger, companions(settings), settings.size(Property.LIMIT_FILE_SIZE), disk);
    }

    /** What files come with those that are dropped. */
    private static Companions companions(Settings settings) {
        return new Companions(
                settings.text(Property.DROP_MARKER),
                settings.text(Property.DROP_CHECKSUM).equals("required"));
    }

    private static Unpacking unpacking(Settings settings) {
        return new Unpacking(
                new UnpackLimits(
                        settings.size(Property.LIMIT_FILE_SIZE),
                        settings.size(Property.LIMIT_UNPACKED_SIZE),
                        settings.count(Property.LIMIT_RATIO),
                        settings.count(Property.LIMIT_ENTRIES)),
                settings.optional(Property.PGP_KEY_FILE).map(Path::of).orElse(null),
                settings.text(Property.PGP_PASSPHRASE));
    }
}

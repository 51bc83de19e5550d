package invitations.camel;

import invitations.api.ApiClient;
import invitations.api.ResponseReader;
import invitations.api.TransportFailures;
import invitations.base.DiskReserve;
import invitations.base.StabilityTracker;
import invitations.base.Waiter;
import invitations.camel.steps.AskApiSteps;
import invitations.camel.steps.DropFolderFilter;
import invitations.camel.steps.DropListAggregation;
import invitations.camel.steps.HeldPlanDisplay;
import invitations.camel.steps.HoldDropSteps;
import invitations.camel.steps.HoldFolderFilter;
import invitations.camel.steps.IntakeQueues;
import invitations.camel.steps.InviteSteps;
import invitations.camel.steps.MakeCallSteps;
import invitations.camel.steps.PlanDropSteps;
import invitations.camel.steps.ReceiveDropSteps;
import invitations.camel.steps.ReportDropSteps;
import invitations.camel.steps.Rereading;
import invitations.camel.steps.SendDropSteps;
import invitations.camel.steps.SettleUncertainSteps;
import invitations.camel.steps.TakenFileCheck;
import invitations.camel.steps.UnpackFileSteps;
import invitations.feed.FeedReader;
import invitations.feed.SuppressionList;
import invitations.guard.Guards;
import invitations.guard.HoldFolders;
import invitations.home.HomeFolder;
import invitations.intake.container.UnpackLimits;
import invitations.intake.inbox.CompanionFiles;
import invitations.intake.inbox.DropFolderScan;
import invitations.intake.inbox.Quarantine;
import invitations.intake.inbox.QuarantineReason;
import invitations.intake.inbox.ReadAttempts;
import invitations.intake.inbox.TakeTimes;
import invitations.intake.inbox.WorkFile;
import invitations.intake.inbox.WorkFolder;
import invitations.intake.read.ReadLimits;
import invitations.intake.read.TimeBudget;
import invitations.intake.unpack.Unpacker;
import invitations.intake.workbook.SheetColumns;
import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.operate.DailySchedule;
import invitations.operate.FollowUp;
import invitations.operate.NightlyFollowUp;
import invitations.report.Destinations;
import invitations.report.Reports;
import invitations.send.CanaryCheck;
import invitations.send.SeatCheck;
import invitations.send.SendCoordinator;
import invitations.send.TargetRegistry;
import invitations.send.flow.CircuitBreakers;
import invitations.send.time.FeedTimesCache;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.main.Main;

/** The beans that the routes of a bundle name, made for one home. */
record BeanBindings(
        Settings settings,
        HomeFolder home,
        Ledger ledger,
        CircuitBreakers breakers,
        SendCoordinator coordinator,
        ReceiveDropSteps receiving,
        Reports reports,
        TargetRegistry targets,
        Supplier<FeedReader> feeds,
        SuppressionList suppression,
        DiskReserve disk) {

    void bindTo(Main main) {
        main.bind("http-client-limits", new HttpClientLimits(settings, ledger.ticker()));
        ApiClient client = new ApiClient(
                new RequestRoutes(main::getCamelContext), settings, coordinator.waiter(), ledger.ticker());
        TimeBudget time = TimeBudget.each(
                ledger.ticker(), settings.duration(Property.LIMIT_READING_TIME), coordinator::isStopping);
        main.bind("receiveDrop", receiving);
        main.bind("intakeQueues", new IntakeQueues(receiving, coordinator::isStopping));
        PlanDropSteps planning = new PlanDropSteps(
                ledger,
                targets::forPlanning,
                feeds,
                suppression,
                new Guards(ledger.clock()),
                settings.count(Property.BLANK_MOST),
                ReadLimits.of(settings),
                time);
        main.bind("planDrop", planning);
        main.bind("csv-of-drop", new CsvOfDropDataFormat());
        main.bind("rereading", new Rereading(ledger, planning, feeds, ledger.clock()));
        main.bind("takenFileCheck", new TakenFileCheck(home, ledger));
        main.bind("seatCheck", new SeatCheck(ledger, feeds, targets, client));
        main.bind("sendDrop", new SendDropSteps(coordinator));
        main.bind(
                "holdDrop",
                new HoldDropSteps(new HoldFolders(
                        home.root(),
                        home.hold(),
                        ledger,
                        feed -> feeds.get().named(feed).guards(),
                        new HeldPlanDisplay(ledger),
                        file -> new Quarantine(home).put(file, QuarantineReason.NOT_HELD))));
        main.bind(
                "holdFolderFilter",
                new HoldFolderFilter(new StabilityTracker(
                        settings.count(Property.DROP_STABLE_POLLS),
                        settings.duration(Property.DROP_MIN_AGE),
                        ledger.ticker())));
        main.bind("destinations", new Destinations(ledger, targets, !coordinator.givesUp()));
        main.bind("makeCall", new MakeCallSteps(ledger, breakers, coordinator));
        main.bind("reportDrop", new ReportDropSteps(home, ledger, reports));
        ResponseReader responses =
                new ResponseReader(settings.duration(Property.REQUEST_TIMEOUT), ledger.clock(), ledger.ticker());
        TransportFailures failures = new TransportFailures();
        main.bind("invite", new InviteSteps(responses, targets));
        main.bind("transportFailures", failures);
        main.bind("askApi", new AskApiSteps(responses));
        main.bind(
                "settleUncertain",
                new SettleUncertainSteps(
                        failures,
                        breakers,
                        coordinator,
                        settings.duration(Property.PAUSE_FIRST),
                        ledger.clock(),
                        ledger.ticker()));
        main.bind("apiCredentials", new ApiCredentials(settings));
        main.bind(
                "dropFolderFilter",
                new DropFolderFilter(
                        new DropFolderScan(
                                home,
                                settings.count(Property.DROP_STABLE_POLLS),
                                settings.duration(Property.DROP_MIN_AGE),
                                companions(settings),
                                disk,
                                ledger.ticker()),
                        takeTimes()));
        main.bind("feedQueues", coordinator.feedQueues());
        main.bind(
                "unpackFile",
                new UnpackFileSteps(
                        home,
                        ledger,
                        unpacking(settings),
                        feed -> SheetColumns.of(
                                feeds.get().sheet(feed), feeds.get().named(feed), targets.forPlanning()),
                        attempts(home, ledger, settings),
                        time,
                        disk::await));
        main.bind("drops-received", new DropListAggregation());
        FollowUp following = new FollowUp(ledger, client, targets, settings.count(Property.SEND_CONCURRENCY));
        main.bind("follow-up-schedule", DailySchedule.of(settings.text(Property.FOLLOW_UP_TIME), ledger.clock()));
        main.bind("retention-schedule", DailySchedule.of(settings.text(Property.RETENTION_TIME), ledger.clock()));
        main.bind(
                "nightlyFollowUp",
                new NightlyFollowUp(
                        ledger, reports, following, Duration.ofDays(settings.count(Property.FOLLOW_UP_DAYS))));
    }

    /** {@return what reads the first rows of drops back} */
    static CanaryCheck canary(Main main, Settings settings, Ledger ledger, TargetRegistry targets, Waiter waiter) {
        ApiClient client = new ApiClient(new RequestRoutes(main::getCamelContext), settings, waiter, ledger.ticker());
        return new CanaryCheck(ledger, targets, client, waiter, ledger.ticker());
    }

    /** {@return what takes files of the home in} */
    static ReceiveDropSteps receiving(Settings settings, HomeFolder home, Ledger ledger, DiskReserve disk) {
        return new ReceiveDropSteps(home, ledger, companions(settings), settings.size(Property.LIMIT_FILE_SIZE), disk);
    }

    private TakeTimes takeTimes() {
        FeedTimesCache times = new FeedTimesCache(home.root(), ledger.clock());
        return new TakeTimes(home.drop(), feed -> times.of(feed).take(), ledger.clock());
    }

    /** {@return what files come with those that are dropped} */
    private static CompanionFiles companions(Settings settings) {
        return new CompanionFiles(
                settings.text(Property.DROP_MARKER),
                settings.text(Property.DROP_CHECKSUM).equals("required"));
    }

    private static Unpacker unpacking(Settings settings) {
        return new Unpacker(
                new UnpackLimits(
                        settings.size(Property.LIMIT_FILE_SIZE),
                        settings.size(Property.LIMIT_UNPACKED_SIZE),
                        settings.count(Property.LIMIT_RATIO),
                        settings.count(Property.LIMIT_ENTRIES)),
                settings.optional(Property.PGP_KEY_FILE).map(Path::of).orElse(null),
                settings.text(Property.PGP_PASSPHRASE));
    }

    /** Only files that are still to be read may have been begun. */
    private static ReadAttempts attempts(HomeFolder home, Ledger ledger, Settings settings) {
        ReadAttempts attempts = new ReadAttempts(home, settings.size(Property.LIMIT_FILE_SIZE));
        try {
            attempts.forgetAllBut(() -> unread(home, ledger));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return attempts;
    }

    private static List<WorkFile> unread(HomeFolder home, Ledger ledger) {
        Set<String> received =
                ledger.drops().in(DropState.RECEIVED).stream().map(Drop::work).collect(Collectors.toSet());
        try {
            return new WorkFolder(home)
                    .arrivals().stream()
                            .filter(file -> received.contains(file.work())
                                    || !ledger.drops().isKnown(file.work()))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

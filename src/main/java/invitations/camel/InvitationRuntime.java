package invitations.camel;

import invitations.base.DiskReserve;
import invitations.base.Waiter;
import invitations.camel.remote.RemoteRoutes;
import invitations.camel.steps.ReceiveDropSteps;
import invitations.feed.FeedReader;
import invitations.feed.SuppressionList;
import invitations.guard.GuardCheck;
import invitations.home.HomeFolder;
import invitations.home.HomeInUseException;
import invitations.intake.inbox.WorkFile;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.LedgerException;
import invitations.operate.OperatorCommands;
import invitations.operate.PauseSwitch;
import invitations.operate.PersonErasure;
import invitations.report.Reports;
import invitations.send.AdmissionCheck;
import invitations.send.LedgerBreakerListener;
import invitations.send.SendCoordinator;
import invitations.send.TargetRegistry;
import invitations.send.flow.CircuitBreakers;
import invitations.send.time.SendTimes;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes at work on a home. Holds the home's lock from start to close. Safe for any number of threads. */
public final class InvitationRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InvitationRuntime.class);

    private final HomeFolder home;
    private final Ledger ledger;
    private final CircuitBreakers breakers;
    private final SendCoordinator coordinator;
    private final ReceiveDropSteps receiving;
    private final Reports reports;
    private final PersonErasure erasing;
    private final DiskReserve disk;
    private final WorkerThreads threads;
    private final Main main = new Main();
    private final RouteCalls routes = new RouteCalls(main::getCamelContext);
    private final TargetRegistry targets;
    private final SuppressionList suppression;

    /** What the bundle is started for. */
    public enum Mode {
        /** To watch the drop folder until it is stopped. */
        WATCH,
        /** To work on what it is given, and to give up when the API cannot be reached. */
        ONCE
    }

    private InvitationRuntime(Settings settings, Mode mode, HomeFolder home, Ledger ledger) {
        this.home = home;
        this.ledger = ledger;
        this.targets = RegisteredTargets.of(main::getCamelContext, settings);
        this.breakers = new CircuitBreakers(
                settings.count(Property.SEND_BATCH_SIZE),
                settings.duration(Property.PAUSE_FIRST),
                settings.duration(Property.PAUSE_MAX),
                new LedgerBreakerListener(ledger.pauses()),
                targets,
                ledger.ticker());
        this.suppression = new SuppressionList(home.root(), ledger.clock(), ledger.ticker());
        Duration giveUpAfter = mode == Mode.ONCE ? settings.duration(Property.GIVE_UP_AFTER) : null;
        Waiter waiter = new Waiter(ledger.ticker());
        this.disk =
                DiskReserve.of(home.root(), ledger.ticker(), settings.size(Property.DISK_RESERVE), giveUpAfter, waiter);
        this.threads = WorkerThreads.of(settings.count(Property.SEND_CONCURRENCY));
        this.coordinator = new SendCoordinator(
                ledger,
                breakers,
                targets,
                new AdmissionCheck(ledger, suppression, home.root(), this::feeds, targets),
                BeanBindings.canary(main, settings, ledger, targets, waiter),
                threads.callers(),
                disk,
                waiter,
                new SendTimes(home.root(), ledger.clock()));
        this.receiving = BeanBindings.receiving(settings, home, ledger, disk);
        this.reports = new Reports(ledger, home.root());
        this.erasing = PersonErasure.of(settings, ledger, reports);
    }

    /**
     * Takes the home, opens its ledger and starts the routes.
     *
     * @param listener is told how far the start has come; null for nobody
     * @throws HomeInUseException when another instance works with the home
     */
    public static InvitationRuntime start(Settings settings, Mode mode, @Nullable RuntimeListener listener) {
        return start(settings, mode, listener, Clock.systemUTC());
    }

    /** The same by another clock, which the ledger and the guards go by. */
    public static InvitationRuntime start(
            Settings settings, Mode mode, @Nullable RuntimeListener listener, Clock clock) {
        AutomaticRetries.refuseSettings(System.getProperties(), System.getenv());
        HomeFolder home = HomeFolder.take(settings);
        try {
            Ledger ledger = home.openLedger(settings, clock);
            InvitationRuntime runtime = new InvitationRuntime(settings, mode, home, ledger);
            try {
                ledger.audit().started(mode.name(), settings.fingerprint());
                runtime.erasing.finish();
                if (listener != null) {
                    listener.onMade(runtime);
                }
                runtime.startRoutes(settings, mode, listener);
                return runtime;
            } catch (RuntimeException e) {
                runtime.close();
                throw e;
            }
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    private void startRoutes(Settings settings, Mode mode, @Nullable RuntimeListener listener) {
        // Its own would leave a hook that is never taken back, and with it all of this, for every start in one process.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        RouteProperties.of(settings, home).forEach(main::addInitialProperty);
        settings.camel().forEach(main::addOverrideProperty);
        new BeanBindings(
                        settings,
                        home,
                        ledger,
                        breakers,
                        coordinator,
                        receiving,
                        reports,
                        targets,
                        this::feeds,
                        suppression,
                        disk)
                .bindTo(main);
        new RemoteRoutes(settings, mode == Mode.WATCH).bindTo(main, home, ledger, reports);
        main.bind("personErasure", erasing);
        threads.bindTo(main);
        if (listener != null) {
            main.addMainListener(new ContextListener(listener::onContext));
        }
        main.start();
        AutomaticRetries.check(main.getCamelContext());
        routes.send("direct:settle-hold-folder", "");
        if (mode == Mode.WATCH) {
            // What was left lines up first, before new files of its feeds: each feed's files are read one at a time.
            resume();
            routes.startWatching(settings, erasing.isAnythingPurged());
        }
    }

    /** The settings of the feeds as they are now. */
    private FeedReader feeds() {
        return targets.feeds(home.root());
    }

    public TargetRegistry targets() {
        return targets;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** {@return what the drops that are being sent share} */
    public SendCoordinator sending() {
        return coordinator;
    }

    public ReceiveDropSteps receiving() {
        return receiving;
    }

    public Reports reports() {
        return reports;
    }

    /** {@return what asks the guards about drops that are planned} */
    public GuardCheck guardCheck() {
        return new GuardCheck(ledger, this::feeds);
    }

    /** Takes a file of the work folder in, or those that are packed in it: hashes each, plans it, or joins its drop. */
    public List<Drop> receive(WorkFile arrival) {
        List<?> drops = routes.request("direct:unpack-file", arrival, List.class);
        return drops.stream().map(Drop.class::cast).toList();
    }

    /** Sends the open rows of the drop, and reports it when none is left. */
    public Drop send(Drop drop) {
        return routes.request("direct:send-unchanged-drop", drop, Drop.class);
    }

    /** Looks the people up whom the drop would invite, and sends nothing; answers whether all could be. */
    public boolean lookUp(Drop drop) {
        return coordinator.lookups(threads.callers(), routes::ask).run(drop);
    }

    /** Acts on what operators ask for. */
    public void actOnCommands() {
        OpenDrops open = new OpenDrops(routes, coordinator, threads);
        new OperatorCommands(
                        ledger,
                        reports,
                        erasing,
                        open::tryAgain,
                        open::goOn,
                        feed -> feeds().named(feed).guards().approval(),
                        new PauseSwitch(home.root(), ledger))
                .actOnAll();
    }

    /** Goes on with what a stop or a crash left. */
    public void resume() {
        routes.send("direct:resume-drops", "");
    }

    /** What this instance waited for says nothing when it is gone. */
    private void noLongerWaiting() {
        try {
            ledger.pauses().clear();
        } catch (LedgerException e) {
            LOG.warn("The status may show waits that are over: {}", e.getMessage());
        }
    }

    /** Makes no new calls, waits for those on their way, and gives the home back. What is open stays in the ledger. */
    @Override
    public void close() {
        coordinator.stop();
        main.stop();
        threads.shutdown();
        noLongerWaiting();
        ledger.close();
        home.close();
    }
}

package invitations.send;

import invitations.api.ApiTarget;
import invitations.api.InvitationList;
import invitations.api.gitbook.GitbookList;
import invitations.api.iblai.IblaiList;
import invitations.feed.ExpressionCompiler;
import invitations.feed.FeedFolder;
import invitations.feed.FeedReader;
import invitations.invitation.ReasonCode;
import invitations.invitation.Target;
import invitations.send.flow.CircuitBreakers;
import invitations.send.flow.TargetAccess;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The targets that the route files name as their beans. Safe for any number of threads. */
public final class TargetRegistry implements TargetAccess {
    private final Supplier<? extends Collection<ApiTarget>> registered;
    private final ExpressionCompiler expressions;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, ApiTarget> known = new ConcurrentHashMap<>();

    /**
     * @param registered all targets; asked for late and often, since the routes name them
     * @param expressions what understands the computed columns of feeds
     * @param clock the time, as the file system has it
     */
    public TargetRegistry(
            Supplier<? extends Collection<ApiTarget>> registered,
            ExpressionCompiler expressions,
            Settings settings,
            Clock clock) {
        this.clock = clock;
        this.registered = registered;
        this.expressions = expressions;
        this.settings = settings;
    }

    /** All targets, in the order of their names. */
    public List<ApiTarget> all() {
        return registered.get().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /** The same, as planning knows them. */
    public Collection<Target> forPlanning() {
        return all().stream().map(Target.class::cast).toList();
    }

    /** The settings of the feeds as they are now. */
    public FeedReader feeds(Path home) {
        return new FeedReader(
                FeedFolder.of(home, clock),
                forPlanning(),
                settings.optional(Property.ORG).orElse(null),
                settings.optional(Property.GITBOOK_ORG).orElse(null),
                settings.optional(Property.USERNAME).orElse(null),
                expressions,
                settings::text);
    }

    /** {@return whether the file of each feed, that of {@code default} as well, names the platform of rows that name none} */
    public boolean eachFeedNamesItsPlatform(Path home) {
        FeedReader feeds = feeds(home);
        return FeedFolder.of(home, clock).names().stream().allMatch(name -> feeds.examine(name, mistake -> {})
                .filter(feed -> feed.platformKey() != null)
                .isPresent());
    }

    /** {@return how rows are looked up right before they are sent} */
    LookupPace lookupPace() {
        return LookupPace.of(RateLimit.of(settings.text(Property.SEND_RATE)));
    }

    /** The target of that name, which is there. */
    public ApiTarget named(String name) {
        return known.computeIfAbsent(name, any -> registered.get().stream()
                .filter(target -> target.name().equals(name))
                .findAny()
                .orElseThrow(() -> new NoSuchElementException("no route has the target " + name)));
    }

    /** {@return why the target cannot be called: there is no key for its API; empty when there is} */
    @Override
    public Optional<CircuitBreakers.Stop> barred(String name) {
        String api = named(name).api();
        return ApiKeys.isSet(settings, api)
                ? Optional.empty()
                : Optional.of(new CircuitBreakers.Stop(ReasonCode.NOT_AUTHENTICATED, ApiKeys.missing(api)));
    }

    @Override
    public String host(String name) {
        return address(named(name).api());
    }

    /** The address of the API; its name where that is not one of the settings. */
    public String address(String api) {
        return switch (api) {
            case IblaiList.API -> settings.apiBaseUrl();
            case GitbookList.API -> settings.gitbookBaseUrl();
            default -> api;
        };
    }

    /** The list that shows whom the target has invited; empty when there is none. */
    public Optional<InvitationList> people(String name) {
        return named(name).people();
    }
}

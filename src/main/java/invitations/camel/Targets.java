package invitations.camel;

import invitations.call.ApiKeys;
import invitations.call.ApiTarget;
import invitations.call.Gates;
import invitations.call.GitbookList;
import invitations.call.IblaiList;
import invitations.call.PeopleList;
import invitations.call.TargetAccess;
import invitations.feed.Expressions;
import invitations.feed.FeedFolder;
import invitations.feed.Feeds;
import invitations.invitation.Code;
import invitations.invitation.Target;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The targets that the route files name as their beans. Safe for any number of threads. */
public final class Targets implements TargetAccess {
    private final Supplier<? extends Collection<ApiTarget>> registered;
    private final Expressions expressions;
    private final Settings settings;
    private final Map<String, ApiTarget> known = new ConcurrentHashMap<>();

    /**
     * @param registered all targets; asked for late and often, since the routes name them
     * @param expressions what understands the computed columns of feeds
     */
    Targets(Supplier<? extends Collection<ApiTarget>> registered, Expressions expressions, Settings settings) {
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
    Collection<Target> forPlanning() {
        return all().stream().map(Target.class::cast).toList();
    }

    /** The settings of the feeds as they are now. */
    Feeds feeds(Path home) {
        return new Feeds(
                home,
                forPlanning(),
                settings.optional(Property.ORG).orElse(null),
                settings.optional(Property.GITBOOK_ORG).orElse(null),
                settings.optional(Property.USERNAME).orElse(null),
                expressions);
    }

    /** Whether the file of each feed, that of {@code default} as well, names the platform of rows that name none. */
    boolean eachFeedNamesItsPlatform(Path home) {
        Feeds feeds = feeds(home);
        return FeedFolder.of(home).names().stream().allMatch(name -> feeds.examine(name, mistake -> {})
                .filter(feed -> feed.platformKey() != null)
                .isPresent());
    }

    /** How rows are looked up right before they are sent. */
    LookupPace lookupPace() {
        return LookupPace.of(Pace.of(settings.text(Property.SEND_RATE)));
    }

    /** The target of that name, which is there. */
    ApiTarget named(String name) {
        return known.computeIfAbsent(name, any -> registered.get().stream()
                .filter(target -> target.name().equals(name))
                .findAny()
                .orElseThrow(() -> new NoSuchElementException("no route has the target " + name)));
    }

    /** Why the target cannot be called: there is no key for its API; empty when there is. */
    @Override
    public Optional<Gates.Stop> barred(String name) {
        String api = named(name).api();
        return ApiKeys.isSet(settings, api)
                ? Optional.empty()
                : Optional.of(new Gates.Stop(Code.NOT_AUTHENTICATED, ApiKeys.missing(api)));
    }

    @Override
    public String host(String name) {
        return address(named(name).api());
    }

    /** The address of the API; its name where that is not one of the settings. */
    String address(String api) {
        return switch (api) {
            case IblaiList.API -> settings.apiBaseUrl();
            case GitbookList.API -> settings.gitbookBaseUrl();
            default -> api;
        };
    }

    /** The list that shows whom the target has invited; empty when there is none. */
    Optional<PeopleList> people(String name) {
        return named(name).people();
    }
}

package invitations.camel;

import invitations.feed.Feed;
import invitations.feed.FeedFolder;
import invitations.feed.Feeds;
import invitations.feed.Suppression;
import invitations.intake.FeedTrial;
import invitations.intake.PlanningRules;
import invitations.invitation.RefusedFile;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks through what operators write into a home, without any file of people's. */
public final class ConfigurationCheck {
    private static final String ENDING = FeedFolder.ENDING;

    private final Settings settings;
    private final Targets targets;
    private final List<Finding> findings = new ArrayList<>();

    public ConfigurationCheck(Settings settings, Targets targets) {
        this.settings = settings;
        this.targets = targets;
    }

    /**
     * What was found about one file: that it can be used, or one of its mistakes.
     *
     * @param file its path in the home
     * @param isRight whether it can be used
     * @param message what it does, or what is wrong with it, where, and what was expected
     */
    public record Finding(String file, boolean isRight, String message) {}

    /**
     * Looks at the files of feeds, in the order of their names, at the feeds that other settings name, and at the list of
     * those who want no invitation.
     */
    public List<Finding> findings() throws IOException {
        Path folder = settings.home().resolve("feeds");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString()).sorted().forEach(this::lookAt);
            }
        }
        ServerFeeds.problems(settings).forEach(problem -> add("settings", false, problem));
        Optional<String> misnamed = Suppression.misnamed(settings.home());
        if (misnamed.isPresent() || Files.exists(settings.home().resolve(Suppression.FILE))) {
            lookAtSuppression(misnamed.orElse(Suppression.FILE));
        }
        return findings;
    }

    private void lookAt(String file) {
        String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "";
        if (!Feeds.isName(name)) {
            add(
                    "feeds/" + file,
                    false,
                    "belongs to no feed: expected <feed>" + ENDING + ", and as the feed's name " + Feeds.NAME_RULE);
            return;
        }
        List<String> mistakes = new ArrayList<>();
        Optional<Feed> feed = targets.feeds(settings.home()).examine(name, mistakes::add);
        feed.flatMap(this::misfit).ifPresent(mistakes::add);
        mistakes.forEach(mistake -> add("feeds/" + file, false, mistake));
        if (mistakes.isEmpty()) {
            feed.ifPresent(right -> add("feeds/" + file, true, words(right)));
        }
    }

    /** Why the feed's settings do not fit the targets. */
    private Optional<String> misfit(Feed feed) {
        try {
            FeedTrial.of(
                    feed,
                    targets.forPlanning(),
                    new PlanningRules(
                            Clock.systemUTC(), settings.count(Property.BLANK_MOST), "check-config", email -> false));
            return Optional.empty();
        } catch (RefusedFile e) {
            return Optional.of(e.reason());
        }
    }

    private void lookAtSuppression(String file) {
        try {
            long entries = new Suppression(settings.home()).size();
            add(file, true, entries + (entries == 1 ? " entry" : " entries"));
        } catch (RefusedFile e) {
            add(file, false, e.reason());
        }
    }

    private void add(String file, boolean isRight, String message) {
        findings.add(new Finding(file, isRight, message));
    }

    private static String words(Feed feed) {
        List<String> words = new ArrayList<>();
        words.add(
                feed.target() == null
                        ? "its rows go to the platform unless they say another target"
                        : "target " + feed.target());
        if (feed.operation() != null) {
            words.add(feed.operation().label());
        }
        if (!feed.mapping().filters().isEmpty()) {
            words.add("rows by "
                    + String.join(
                            ", ",
                            feed.mapping().filters().stream()
                                    .map(filter -> filter.key())
                                    .toList()));
        }
        return String.join("; ", words);
    }
}

package invitations.operate;

import invitations.feed.Feed;
import invitations.feed.FeedFolder;
import invitations.feed.FeedReader;
import invitations.feed.ServerFeeds;
import invitations.feed.SuppressionList;
import invitations.intake.check.FeedDryRun;
import invitations.intake.check.RowPolicy;
import invitations.invitation.FileRefusedException;
import invitations.send.TargetRegistry;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Looks through what operators write into a home, without any file of people's. */
public final class ConfigurationCheck {
    private static final String ENDING = FeedFolder.ENDING;

    private final Settings settings;
    private final TargetRegistry targets;
    private final Clock clock;
    private final LongSupplier ticker;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param clock the time, as the file system has it
     * @param ticker nanoseconds, as {@link System#nanoTime()} has them
     */
    public ConfigurationCheck(Settings settings, TargetRegistry targets, Clock clock, LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
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
        ServerFeeds.problems(settings, clock).forEach(problem -> add("settings", false, problem));
        Optional<String> misnamed = SuppressionList.misnamed(settings.home(), clock, ticker);
        if (misnamed.isPresent() || Files.exists(settings.home().resolve(SuppressionList.FILE))) {
            lookAtSuppression(misnamed.orElse(SuppressionList.FILE));
        }
        return findings;
    }

    private void lookAt(String file) {
        String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "";
        if (!FeedReader.isName(name)) {
            add(
                    "feeds/" + file,
                    false,
                    "belongs to no feed: expected <feed>" + ENDING + ", and as the feed's name "
                            + FeedReader.NAME_RULE);
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

    /** {@return why the feed's settings do not fit the targets} */
    private Optional<String> misfit(Feed feed) {
        try {
            FeedDryRun.of(
                    feed,
                    targets.forPlanning(),
                    new RowPolicy(clock, settings.count(Property.BLANK_MOST), "check-config", email -> false));
            return Optional.empty();
        } catch (FileRefusedException e) {
            return Optional.of(e.reason());
        }
    }

    private void lookAtSuppression(String file) {
        try {
            long entries = new SuppressionList(settings.home(), clock, ticker).size();
            add(file, true, entries + (entries == 1 ? " entry" : " entries"));
        } catch (FileRefusedException e) {
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

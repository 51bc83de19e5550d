package invitations.feed;

import invitations.base.Suggestions;
import invitations.feed.guard.ApprovalSettings;
import invitations.invitation.FileRefusedException;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.invitation.Target;
import invitations.settings.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of feeds from {@code <home>/feeds/<name>.properties} (UTF-8), anew each time they are asked
 * for, so that a change needs no restart. Safe for any number of threads.
 */
public final class FeedReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    /** What the name of a feed must be, as a phrase. */
    public static final String NAME_RULE = "a letter or digit, then at most 63 letters, digits, '.', '_' or '-'";

    private static final String TARGET = FeedSetting.TARGET.key();
    private static final String OPERATION = FeedSetting.OPERATION.key();
    /** What decides how other settings are meant. */
    private static final Set<String> DECISIVE = Set.of(TARGET, OPERATION, FeedSetting.MAPPING.key());

    private static final List<String> KEYS = Stream.of(
                    FeedSetting.keys().stream(), GuardSettingsReader.keys().stream(), ColumnSettings.patterns())
            .flatMap(keys -> keys)
            .toList();

    private final FeedFolder folder;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final @Nullable String org;
    private final @Nullable String organization;
    private final @Nullable String username;
    private final ExpressionCompiler expressions;
    private final Function<Property, String> defaults;

    /**
     * @param folder the files of the feeds
     * @param targets the registered targets
     * @param org the platform of feeds that name none; null or blank when there is none
     * @param organization the GitBook organization of feeds that name none; null or blank when there is none
     * @param username the sender of feeds that name none; null or blank when there is none
     * @param expressions understands computed columns
     * @param defaults the value of a property that counts for feeds which say nothing
     */
    public FeedReader(
            FeedFolder folder,
            Collection<Target> targets,
            @Nullable String org,
            @Nullable String organization,
            @Nullable String username,
            ExpressionCompiler expressions,
            Function<Property, String> defaults) {
        this.expressions = expressions;
        this.defaults = defaults;
        this.folder = folder;
        targets.forEach(target -> this.targets.put(target.name(), target));
        this.org = org;
        this.organization = organization;
        this.username = username;
    }

    /** {@return whether a feed may have that name; nothing that leads out of a folder is one} */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The settings of the feed as they are now; those of {@code default} are all empty when it has no file.
     *
     * @throws FileRefusedException {@code UNKNOWN_FEED} when another one has no file; {@code INVALID_FEED} when the name is none, or the file has a mistake or cannot be read; says
     *     which and where
     */
    public Feed named(String name) {
        if (!isName(name)) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_FEED, 0, "the folder's name is not the name of a feed: expected " + NAME_RULE);
        }
        return feed(name, read(name));
    }

    /**
     * Looks for all mistakes in the feed's file.
     *
     * @param mistakes takes each, in the order of their lines: which, where, and what was expected
     * @return the settings that are right; empty when what is wrong decides what the others mean
     */
    public Optional<Feed> examine(String name, Consumer<String> mistakes) {
        List<InvalidFeedSettingException> wrong = new ArrayList<>();
        Optional<Feed> feed = Optional.empty();
        try {
            FeedFile file = read(name);
            while (feed.isEmpty()) {
                try {
                    feed = Optional.of(feed(name, file));
                } catch (InvalidFeedSettingException e) {
                    wrong.add(e);
                    // What is left without the setting shows the next mistake.
                    file = file.without(e.key());
                }
            }
        } catch (FileRefusedException unreadable) {
            mistakes.accept(unreadable.reason());
        }
        wrong.stream()
                .sorted(Comparator.comparingInt(InvalidFeedSettingException::at))
                .forEach(e -> mistakes.accept(e.reason()));
        return feed.filter(any -> wrong.stream().noneMatch(e -> DECISIVE.contains(e.key())));
    }

    private Feed feed(String name, FeedFile own) {
        own.refuseRepeated();
        FeedFile file = withMapping(own);
        ColumnSettings columns = new ColumnSettings(expressions, targets.values());
        file.base().ifPresent(base -> take(base, columns));
        take(file, columns);
        Optional<Target> target = file.value(TARGET).map(value -> target(file, value));
        return new Feed(
                name,
                target.map(Target::name).orElse(null),
                file.value(OPERATION)
                        .map(value -> operation(file, value, target))
                        .orElse(null),
                file.value(FeedSetting.PLATFORM_KEY.key())
                        .or(() -> FeedFile.present(org))
                        .orElse(null),
                file.value(FeedSetting.ORGANIZATION.key())
                        .or(() -> FeedFile.present(organization))
                        .orElse(null),
                file.value(FeedSetting.SOURCE.key())
                        .or(() -> FeedFile.present(username))
                        .orElse(null),
                columns.defaults(),
                FeedSetting.precautions(file),
                CsvSettings.of(file),
                columns.mapping(file),
                FeedSetting.restrictions(file),
                WarningSettings.refused(file),
                GuardSettingsReader.of(file, defaults),
                GuardSettingsReader.settingsHash(file, defaults));
    }

    private FeedFile read(String name) {
        return FeedFile.of("feeds/" + name + FeedFolder.ENDING, folder.text(name));
    }

    private static FeedFile withMapping(FeedFile file) {
        return file.value(FeedSetting.MAPPING.key())
                .map(label -> file.on(BuiltInMapping.of(label)
                        .orElseThrow(() -> file.refused(
                                FeedSetting.MAPPING.key(),
                                "no mapping '" + label + "'; " + meant(label, BuiltInMapping.labels())))
                        .file()))
                .orElse(file);
    }

    /** Hands the settings for columns over, and refuses those that are not known. */
    private static void take(FeedFile file, ColumnSettings columns) {
        for (String key : file.keys()) {
            if (!columns.take(file, key) && !KEYS.contains(key)) {
                throw file.refused(
                        key,
                        "no such setting; "
                                + ColumnSettings.closest(key)
                                        .map(meant -> "did you mean " + meant + "?")
                                        .orElseGet(() -> meant(key, KEYS)));
            }
        }
    }

    private static String meant(String wrong, Collection<String> known) {
        return Suggestions.closest(wrong, known)
                .map(meant -> "did you mean " + meant + "?")
                .orElse("known are " + String.join(", ", known));
    }

    /**
     * {@return what of the feed's workbooks is read}
     *
     * @throws FileRefusedException as {@link #named} does
     */
    public SheetSettings sheet(String name) {
        FeedFile file = withMapping(read(name));
        return new SheetSettings(file.value(FeedSetting.SHEET.key()).orElse(null), CsvSettings.of(file));
    }

    /**
     * {@return who lets held drops of the feed be sent; needs no targets}
     *
     * @throws FileRefusedException as {@link #named} does
     */
    public static ApprovalSettings approval(FeedFolder folder, String name, Function<Property, String> defaults) {
        FeedFile file = FeedFile.of("feeds/" + name + FeedFolder.ENDING, folder.text(name));
        return GuardSettingsReader.of(withMapping(file), defaults).approval();
    }

    private Target target(FeedFile file, String value) {
        Target target = targets.get(value);
        if (target != null) {
            return target;
        }
        throw file.refused(TARGET, "no target '" + value + "'; " + meant(value, targets.keySet()));
    }

    private static Operation operation(FeedFile file, String value, Optional<Target> target) {
        List<Operation> known = target.map(Target::operations).orElse(Arrays.asList(Operation.values()));
        return Operation.of(value).filter(known::contains).orElseThrow(() -> {
            List<String> labels = known.stream().map(Operation::label).toList();
            return file.refused(OPERATION, "no operation '" + value + "'; known are " + String.join(", ", labels));
        });
    }
}

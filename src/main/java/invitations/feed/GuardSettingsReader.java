package invitations.feed;

import invitations.base.Sha256;
import invitations.feed.guard.ApprovalSettings;
import invitations.feed.guard.Guard;
import invitations.feed.guard.GuardSettings;
import invitations.settings.Property;
import invitations.settings.Threshold;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what the file of a feed says about guards and approvals; where it says nothing, the properties for all feeds count. */
final class GuardSettingsReader {
    private static final String MODE = "mode";
    private static final String TIME_ZONE = "time-zone";
    private static final String APPROVAL = "approval";
    private static final String PEOPLE = "approval.people";
    private static final String EXPIRES = "approval.expires";
    private static final String UPDATE = "update";
    private static final String OFF = "off";

    /** The settings for all feeds that say what becomes of a file, beside those of the feed. */
    private static final List<Property> OF_ALL_FEEDS = Stream.concat(
                    Stream.of(
                            Property.API_ID,
                            Property.API_BASE_URL,
                            Property.GITBOOK_BASE_URL,
                            Property.ORG,
                            Property.GITBOOK_ORG,
                            Property.USERNAME),
                    Guard.withThreshold().stream().flatMap(guard -> guard.property().stream()))
            .toList();

    private GuardSettingsReader() {}

    /** {@return the keys that the file of a feed may have} */
    static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(MODE, UPDATE, TIME_ZONE, APPROVAL, PEOPLE, EXPIRES));
        Guard.withThreshold().forEach(guard -> keys.add(guard.key()));
        keys.add(Guard.EMPTY.key());
        keys.add(Guard.USUAL.key());
        keys.addAll(TimeSettingsReader.keys());
        return keys;
    }

    /**
     * Reads the settings.
     *
     * @param defaults the value of a property for all feeds
     */
    static GuardSettings of(FeedFile file, Function<Property, String> defaults) {
        Map<Guard, Threshold> thresholds = new EnumMap<>(Guard.class);
        for (Guard guard : Guard.withThreshold()) {
            threshold(file, guard, defaults).ifPresent(threshold -> thresholds.put(guard, threshold));
        }
        // Not asked for here: a mistake in them refuses a file as one in any other setting does.
        TimeSettingsReader.of(file);
        GuardSettings.Mode mode = FeedSetting.choice(file, MODE, GuardSettings.Mode.class, GuardSettings.Mode.DELTA);
        refuseUpdate(file);
        boolean isRoster = mode == GuardSettings.Mode.ROSTER;
        return new GuardSettings(
                mode,
                thresholds,
                FeedSetting.choice(file, Guard.EMPTY.key(), Switch.class, isRoster ? Switch.ON : Switch.OFF)
                        == Switch.ON,
                FeedSetting.choice(file, Guard.USUAL.key(), Switch.class, Switch.OFF) == Switch.ON,
                approval(file),
                zone(file));
    }

    /** {@return a hash of all that the file and the settings for all feeds say about what becomes of a drop} */
    static String settingsHash(FeedFile file, Function<Property, String> defaults) {
        StringBuilder all = new StringBuilder().append(file.effective());
        for (Property property : OF_ALL_FEEDS) {
            all.append('\n').append(property.key()).append('=').append(defaults.apply(property));
        }
        return Sha256.of(all.toString());
    }

    private static Optional<Threshold> threshold(FeedFile file, Guard guard, Function<Property, String> defaults) {
        Optional<String> own = file.value(guard.key());
        String value = own.orElseGet(() -> defaults.apply(guard.property().orElseThrow()));
        if (value.equals(OFF)) {
            return Optional.empty();
        }
        Optional<Threshold> threshold = guard.isLimit() ? Threshold.limit(value) : Threshold.share(value);
        if (threshold.isEmpty()) {
            throw file.unexpected(guard.key(), guard.isLimit() ? Threshold.LIMIT : Threshold.SHARE);
        }
        return threshold;
    }

    /** What a repeated call does to a pending invitation is not known of any API: it may mail the person once more. */
    private static void refuseUpdate(FeedFile file) {
        if (FeedSetting.choice(file, UPDATE, FeedSetting.Truth.class, FeedSetting.Truth.FALSE)
                == FeedSetting.Truth.TRUE) {
            throw file.refused(
                    UPDATE,
                    "no API that is called can change an invitation without mailing the person once more; rows whose data"
                            + " changed are reported with CHANGED_SINCE_INVITED and not sent: set update=false");
        }
    }

    private static ApprovalSettings approval(FeedFile file) {
        ApprovalSettings defaults = ApprovalSettings.DEFAULT;
        return new ApprovalSettings(
                FeedSetting.choice(file, APPROVAL, ApprovalSettings.When.class, defaults.when()),
                file.value(PEOPLE).map(value -> people(file, value)).orElse(defaults.people()),
                FeedSetting.daysOrHours(file, EXPIRES, "7d or 36h").orElse(defaults.expires()));
    }

    private static int people(FeedFile file, String value) {
        if (!value.matches("[1-9]")) {
            throw file.unexpected(PEOPLE, "a whole number from 1 to 9");
        }
        return Integer.parseInt(value);
    }

    static ZoneId zone(FeedFile file) {
        Optional<String> value = file.value(TIME_ZONE);
        try {
            return value.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException notOne) {
            throw file.unexpected(TIME_ZONE, "a time zone, such as Europe/Berlin");
        }
    }

    private enum Switch {
        OFF,
        ON
    }
}

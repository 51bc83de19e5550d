package invitations.operate;

import invitations.ledger.drop.Drop;
import invitations.report.ReportFolder;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * For how long files are kept, counted from the end of their drop; what is not there is kept for ever. Immutable.
 *
 * @param times from each kind of files to how long
 */
record RetentionPolicy(Map<ReportFolder.Kind, Duration> times) {

    /** {@return what the settings say} */
    static RetentionPolicy of(Settings settings) {
        Map<ReportFolder.Kind, Duration> times = new EnumMap<>(ReportFolder.Kind.class);
        Map.of(
                        ReportFolder.Kind.INPUT, Property.KEEP_INPUTS,
                        ReportFolder.Kind.REPORT, Property.KEEP_REPORTS,
                        ReportFolder.Kind.DEAD_LETTER, Property.KEEP_DEAD_LETTERS)
                .forEach((kind, property) -> settings.optional(property)
                        .ifPresent(days -> times.put(kind, Duration.ofDays(Long.parseLong(days)))));
        return new RetentionPolicy(times);
    }

    /** {@return whether the time of such files of the drop is over} */
    boolean isOver(ReportFolder.Kind kind, Drop drop, Instant now) {
        Instant end = drop.finishedAt();
        return drop.hasEnded() && end != null && isOver(kind, end, now);
    }

    /** {@return whether the time of such files is over that were done with at that time} */
    boolean isOver(ReportFolder.Kind kind, Instant end, Instant now) {
        Duration time = times.get(kind);
        return time != null && end.plus(time).isBefore(now);
    }
}

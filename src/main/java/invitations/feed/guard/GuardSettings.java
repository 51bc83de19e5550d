package invitations.feed.guard;

import invitations.settings.Threshold;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * When the drops of a feed are held.
 *
 * @param mode what a file of the feed is
 * @param thresholds by guard, when it holds a drop; those that are off are not there
 * @param isEmptyHeld whether a file with a header and no rows is held
 * @param isUsualWatched whether a drop is held that is outside of what its weekday usually has
 * @param approval who lets held drops be sent
 * @param zone the time zone of the feed's days
 */
public record GuardSettings(
        Mode mode,
        Map<Guard, Threshold> thresholds,
        boolean isEmptyHeld,
        boolean isUsualWatched,
        ApprovalSettings approval,
        ZoneId zone) {
    /** No guard at all, for files that are never sent. */
    public static final GuardSettings NONE =
            new GuardSettings(Mode.DELTA, Map.of(), false, false, ApprovalSettings.DEFAULT, ZoneOffset.UTC);

    public GuardSettings {
        thresholds = Map.copyOf(thresholds);
    }

    /** What a file of a feed is. */
    public enum Mode {
        /** People to invite. */
        DELTA,
        /** The whole list: who is not in it has left. */
        ROSTER
    }

    /** {@return when the guard holds a drop; empty where it is off} */
    public Optional<Threshold> threshold(Guard guard) {
        return Optional.ofNullable(thresholds.get(guard));
    }

    /** {@return whether each file is the whole list} */
    public boolean isRoster() {
        return mode == Mode.ROSTER;
    }
}

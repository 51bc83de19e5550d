package invitations.invitation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the warnings of one file, in bounded memory, however many there are. For one thread. */
public final class WarningCounts {
    private final Map<WarningCode, WarningCount> byCode = new EnumMap<>(WarningCode.class);

    /** Counts the warning. */
    public void add(Warning warning) {
        WarningCount before = byCode.get(warning.code());
        byCode.put(
                warning.code(),
                before == null ? WarningCount.first(warning) : more(before, 1, List.of(warning.line())));
    }

    /** Counts those that another part of the program has counted. */
    public void addAll(List<WarningCount> counts) {
        for (WarningCount each : counts) {
            WarningCount before = byCode.get(each.code());
            byCode.put(each.code(), before == null ? each : more(before, each.count(), each.lines()));
        }
    }

    private static WarningCount more(WarningCount before, long count, List<Long> more) {
        List<Long> lines = before.lines();
        if (lines.size() < WarningCount.MOST_LINES) {
            lines = new ArrayList<>(lines);
            for (long line : more) {
                if (line > 0 && lines.size() < WarningCount.MOST_LINES && !lines.contains(line)) {
                    lines.add(line);
                }
            }
        }
        return new WarningCount(before.code(), before.count() + count, lines, before.message());
    }

    /** {@return what was counted, in the order of the codes} */
    public List<WarningCount> all() {
        return List.copyOf(byCode.values());
    }
}

package invitations.intake;

import invitations.feed.Feed;
import invitations.invitation.ColumnName;
import invitations.invitation.Field;
import invitations.invitation.InputRow;
import invitations.invitation.RefusedFile;
import invitations.invitation.Target;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds the settings of a feed against the targets, without a file. */
public final class FeedTrial {
    private FeedTrial() {}

    /**
     * Looks whether files of the feed could be planned, without one: as if all columns were there that the feed and its
     * targets speak of.
     *
     * @throws RefusedFile when its settings do not fit the targets
     */
    public static void of(Feed feed, Collection<Target> targets, PlanningRules rules) {
        Set<String> columns = new LinkedHashSet<>();
        if (feed.target() == null) {
            columns.add(Header.TARGET);
        }
        targets.stream()
                .filter(target -> feed.target() == null || target.name().equals(feed.target()))
                .flatMap(target -> target.fields(Planner.usualOperation(feed, target)).stream())
                .map(Field::column)
                .filter(column -> !feed.mapping().ignored().contains(ColumnName.withoutGaps(column)))
                .forEach(columns::add);
        feed.mapping().filters().forEach(filter -> {
            if (columns.stream()
                    .map(ColumnName::withoutGaps)
                    .noneMatch(ColumnName.withoutGaps(filter.column())::equals)) {
                columns.add(filter.column());
            }
        });
        Planner.begin(List.of(new InputRow(0, 1, List.copyOf(columns))).iterator(), feed, targets, rules);
    }
}

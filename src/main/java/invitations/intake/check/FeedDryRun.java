package invitations.intake.check;

import invitations.csv.ColumnName;
import invitations.feed.Feed;
import invitations.intake.column.Header;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.Target;
import invitations.invitation.TargetField;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds the settings of a feed against the targets, without a file. */
public final class FeedDryRun {
    private FeedDryRun() {}

    /**
     * Looks whether files of the feed could be planned, without one: as if all columns were there that the feed and its
     * targets speak of.
     *
     * @throws FileRefusedException when its settings do not fit the targets
     */
    public static void of(Feed feed, Collection<Target> targets, RowPolicy rules) {
        Set<String> columns = new LinkedHashSet<>();
        if (feed.target() == null) {
            columns.add(Header.TARGET);
        }
        targets.stream()
                .filter(target -> feed.target() == null || target.name().equals(feed.target()))
                .flatMap(target -> target.fields(RowPlanner.usualOperation(feed, target)).stream())
                .map(TargetField::column)
                .filter(column -> !feed.mapping().ignored().contains(ColumnName.withoutGaps(column)))
                .forEach(columns::add);
        feed.mapping().filters().forEach(filter -> {
            if (columns.stream()
                    .map(ColumnName::withoutGaps)
                    .noneMatch(ColumnName.withoutGaps(filter.column())::equals)) {
                columns.add(filter.column());
            }
        });
        RowPlanner.begin(List.of(new InputRow(0, 1, List.copyOf(columns))).iterator(), feed, targets, rules);
    }
}

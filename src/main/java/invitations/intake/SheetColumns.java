package invitations.intake;

import invitations.feed.Feed;
import invitations.feed.SheetSettings;
import invitations.invitation.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells by which columns the sheet of a workbook is known that is the list of people. */
public final class SheetColumns {
    private SheetColumns() {}

    /** The settings of a feed for its workbooks, with the columns that its targets know. */
    public static SheetSettings of(SheetSettings settings, Feed feed, Collection<Target> targets) {
        ColumnNames names = new ColumnNames(feed.mapping(), targets);
        Set<String> people = new HashSet<>();
        targets.forEach(
                target -> target.operations().forEach(operation -> people.addAll(target.subjectColumns(operation))));
        return settings.withColumns(Planner.knownColumns(feed, targets), name -> isPerson(names, people, name));
    }

    private static boolean isPerson(ColumnNames names, Set<String> people, String name) {
        Column column = new Column(0, Text.trim(name));
        if (!names.isKnown(column)) {
            return false;
        }
        Map<String, Column> columns = new HashMap<>();
        ColumnNames.of(column).forEach(each -> columns.put(each, column));
        return people.stream().anyMatch(field -> names.find(field, columns).isPresent());
    }
}

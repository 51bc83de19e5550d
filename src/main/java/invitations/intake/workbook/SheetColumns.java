package invitations.intake.workbook;

import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.feed.SheetSettings;
import invitations.intake.column.Column;
import invitations.intake.column.ColumnNames;
import invitations.invitation.FieldType;
import invitations.invitation.Target;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells by which columns the sheet of a workbook is known that is the list of people, and which of them have keys. */
public final class SheetColumns {
    private static final Set<FieldType> KEYS = EnumSet.of(
            FieldType.USERNAME,
            FieldType.PLATFORM_KEY,
            FieldType.PROGRAM_KEY,
            FieldType.COURSE_KEY,
            FieldType.ORGANIZATION,
            FieldType.ID);

    private SheetColumns() {}

    /** The settings of a feed for its workbooks, with the columns that its targets know. */
    public static SheetSettings of(SheetSettings settings, Feed feed, Collection<Target> targets) {
        ColumnNames names = new ColumnNames(feed.mapping(), targets);
        Set<String> people = new HashSet<>();
        targets.forEach(
                target -> target.operations().forEach(operation -> people.addAll(target.subjectColumns(operation))));
        Set<String> keys = new HashSet<>(Target.KEY_COLUMNS_OF_THE_API);
        targets.forEach(target -> target.operations().forEach(operation -> target.fields(operation).stream()
                .filter(field -> KEYS.contains(field.type()))
                .forEach(field -> keys.add(field.column()))));
        return settings.withColumns(
                ColumnNames.known(feed, targets),
                name -> isAnyOf(names, people, name),
                name -> isAnyOf(names, keys, name));
    }

    private static boolean isAnyOf(ColumnNames names, Set<String> fields, String name) {
        Column column = new Column(0, TextRules.trim(name));
        if (!names.isKnown(column)) {
            return false;
        }
        Map<String, Column> columns = new HashMap<>();
        ColumnNames.of(column).forEach(each -> columns.put(each, column));
        return fields.stream().anyMatch(field -> names.find(field, columns).isPresent());
    }
}

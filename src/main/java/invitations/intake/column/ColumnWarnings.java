package invitations.intake.column;

import invitations.csv.TextRules;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says which columns of a file are not read, and which go along as metadata, so that nothing does so without a word. */
public final class ColumnWarnings {
    /** How many names a sentence has at the most. */
    private static final int MOST_NAMED = 50;

    private ColumnWarnings() {}

    /**
     * {@return what is to be minded about the columns of a file}
     *
     * @param passedOver those that are not read since other systems number their rows by them
     * @param goAlong the names of those that go along as metadata
     * @param without the targets of rows that have no place for metadata
     */
    public static List<Warning> of(List<Column> passedOver, List<String> goAlong, List<String> without) {
        List<Warning> warnings = new ArrayList<>();
        if (!passedOver.isEmpty()) {
            List<String> names = passedOver.stream().map(Column::name).toList();
            warnings.add(Warning.ofFile(
                    WarningCode.COLUMN_NOT_READ,
                    0,
                    (names.size() == 1 ? "a column is" : names.size() + " columns are")
                            + " not read, since other systems number their rows by such a name: " + list(names)));
        }
        if (!goAlong.isEmpty()) {
            warnings.add(Warning.ofFile(
                    WarningCode.METADATA_COLUMNS,
                    0,
                    (goAlong.size() == 1 ? "1 column goes" : goAlong.size() + " columns go") + " along as metadata"
                            + (without.isEmpty() ? "" : " (not to " + String.join(", ", without) + ")") + ": "
                            + list(goAlong)));
        }
        return warnings;
    }

    private static String list(List<String> names) {
        String shown = names.stream().limit(MOST_NAMED).map(TextRules::quote).collect(Collectors.joining(", "));
        int more = names.size() - MOST_NAMED;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}

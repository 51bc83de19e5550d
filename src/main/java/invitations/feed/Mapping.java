package invitations.feed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How the columns of a feed's files become those that targets know.
 *
 * @param names by folded name of a column that a target knows, the names under which files have it, the likeliest first
 * @param constants by folded column, what counts whatever a file says
 * @param computed by folded column, what makes its value of the other cells of the row
 * @param filters which rows are meant; all must let a row through
 * @param ignored the columns that are never read, as {@link invitations.csv.ColumnName#withoutGaps} has them
 * @param unknown what happens to columns that no target knows
 */
public record Mapping(
        Map<String, List<String>> names,
        Map<String, String> constants,
        Map<String, Function<Map<String, String>, String>> computed,
        List<RowFilter> filters,
        Set<String> ignored,
        UnknownColumns unknown) {
    /** What holds for feeds that say nothing. */
    public static final Mapping NONE =
            new Mapping(Map.of(), Map.of(), Map.of(), List.of(), Set.of(), UnknownColumns.METADATA);

    public Mapping {
        names = Map.copyOf(names);
        constants = Map.copyOf(constants);
        computed = Map.copyOf(computed);
        filters = List.copyOf(filters);
        ignored = Set.copyOf(ignored);
    }

    /** What happens to columns that no target knows. */
    public enum UnknownColumns {
        /** They go along in the invitation's metadata, where the target has a place for it. */
        METADATA,
        /** They stay in the report, and are not sent. */
        IGNORE,
        /** The file is refused. */
        REFUSE
    }
}

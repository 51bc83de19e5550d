package invitations.feed;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of the workbooks of a feed is read, and the CSV that a sheet is to be written in, since the feed reads it as such.
 *
 * @param name the name of the sheet; null for the first one that has a header
 * @param csv how the feed's files are written
 * @param isColumn whether a name, as it stands in a sheet, is one that a column could have: so a header is known
 * @param isPerson whether that column says who is invited
 * @param isKey whether that column has keys or user names
 */
public record SheetSettings(
        @Nullable String name,
        CsvSettings csv,
        Predicate<String> isColumn,
        Predicate<String> isPerson,
        Predicate<String> isKey) {
    /** What holds for feeds that say nothing. */
    public static final SheetSettings NONE = new SheetSettings(null, CsvSettings.NONE);

    /** The settings of a feed whose columns are not known: any sheet with cells may have a header. */
    public SheetSettings(@Nullable String name, CsvSettings csv) {
        this(name, csv, column -> false, column -> false, column -> false);
    }

    /** The same, where it is known which columns there may be. */
    public SheetSettings withColumns(Predicate<String> columns, Predicate<String> people, Predicate<String> keys) {
        return new SheetSettings(name, csv, columns, people, keys);
    }
}

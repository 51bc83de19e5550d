package invitations.feed;

import org.jspecify.annotations.Nullable;

/**
 * What of the workbooks of a feed is read, and the CSV that a sheet is to be written in, since the feed reads it as such.
 *
 * @param name the name of the sheet; null for the first one
 * @param csv how the feed's files are written
 */
public record SheetSettings(@Nullable String name, CsvSettings csv) {
    /** What holds for feeds that say nothing. */
    public static final SheetSettings NONE = new SheetSettings(null, CsvSettings.NONE);
}

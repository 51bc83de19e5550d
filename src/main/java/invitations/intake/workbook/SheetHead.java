package invitations.intake.workbook;

import invitations.csv.TextRules;
import invitations.feed.SheetSettings;
import invitations.intake.column.Preamble;
import java.util.List;

/** Looks at the first rows of a sheet, to tell a list of people from a cover, a help page or nothing. For one sheet. */
final class SheetHead implements SheetToCsv.Rows {
    private final SheetSettings settings;
    private final Preamble preamble;
    private int before;
    private Kind kind = Kind.EMPTY;

    /** What a sheet may be, the likeliest to be the list that is meant last. */
    enum Kind {
        EMPTY,
        /** It has cells, and no header. */
        OTHER,
        /** It has a header. */
        TABLE,
        /** It has a header with a column that says who is invited. */
        PEOPLE
    }

    SheetHead(SheetSettings settings) {
        this.settings = settings;
        preamble = Preamble.unknown(settings.isColumn());
    }

    @Override
    public boolean take(int number, List<String> cells) {
        if (cells.stream().allMatch(TextRules::isBlank)) {
            return true;
        }
        kind = Kind.OTHER;
        if (preamble.isBeforeHeader(cells, before)) {
            before++;
            return before <= Preamble.MOST;
        }
        if (preamble.known(cells) > 0) {
            kind = cells.stream().map(TextRules::trim).anyMatch(settings.isPerson()) ? Kind.PEOPLE : Kind.TABLE;
        }
        return false;
    }

    Kind kind() {
        return kind;
    }
}

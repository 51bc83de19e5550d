package invitations.intake;

import invitations.feed.SheetSettings;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the first rows of a sheet, to tell a list of people from a cover, a help page or nothing. For one sheet. */
final class SheetHead implements SheetRows.Rows {
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
        if (cells.stream().allMatch(Text::isBlank)) {
            return true;
        }
        kind = Kind.OTHER;
        if (preamble.isBeforeHeader(cells, before)) {
            before++;
            return before <= Preamble.MOST;
        }
        if (preamble.known(cells) > 0) {
            kind = cells.stream().map(Text::trim).anyMatch(settings.isPerson()) ? Kind.PEOPLE : Kind.TABLE;
        }
        return false;
    }

    /**
     * What there is to say where one of several sheets is read; nothing where the first one is, and the others are empty.
     *
     * @param name the sheet that is read
     * @param kinds what the sheets are that are not hidden, in their order; empty where the feed names one
     */
    static Optional<Warning> chosen(String name, Map<String, Kind> kinds) {
        List<String> others = kinds.keySet().stream()
                .filter(other -> !other.equals(name) && kinds.get(other) != Kind.EMPTY)
                .toList();
        boolean isFirst = kinds.isEmpty() || kinds.keySet().iterator().next().equals(name);
        return isFirst && others.isEmpty()
                ? Optional.empty()
                : Optional.of(Warning.ofFile(
                        WarningCode.SHEET_CHOSEN,
                        0,
                        "the sheet '" + Text.quote(name) + "' of the workbook is read"
                                + (others.isEmpty()
                                        ? ""
                                        : ", and not '" + Text.quote(String.join("', '", others)) + "'")
                                + "; sheet in the feed's settings names another one"));
    }

    Kind kind() {
        return kind;
    }
}

package invitations.intake.column;

import invitations.csv.TextRules;
import invitations.invitation.InputRow;
import java.util.Arrays;
import java.util.List;

/** Sees where a file has each of its lines in quotes as a whole, as some programs export what is CSV already. */
final class QuotedLine {
    private QuotedLine() {}

    /** {@return whether the only cell of a record is a header in itself} */
    static boolean isHeader(InputRow record, ColumnNames names) {
        List<String> cells = record.cells();
        return Preamble.filled(cells) == 1
                && Arrays.stream(cells.get(0).split("[,;\t|]", -1))
                        .map(name -> new Column(0, TextRules.trim(name.replace("\"", ""))))
                        .anyMatch(names::isKnown);
    }
}

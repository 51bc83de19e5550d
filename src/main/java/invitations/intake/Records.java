package invitations.intake;

import invitations.invitation.InputRow;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** Turns the parser's records into rows. Keeps nothing, so that one serves all files and threads. */
public final class Records {

    /**
     * The record as a row: number 0 is the header, 1 the first record after it.
     *
     * @param csv the record that its parser read last, since the parser alone knows the line
     */
    public InputRow toRow(CSVRecord csv) {
        String[] cells = csv.values();
        long line = csv.getParser().getCurrentLineNumber();
        for (String cell : cells) {
            line -= lineBreaks(cell);
        }
        return new InputRow(csv.getRecordNumber() - 1, line, List.of(cells));
    }

    /** As the parser counts them: CR, LF and CRLF are one each. */
    private static long lineBreaks(String cell) {
        long breaks = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c <= '\r' && (c == '\r' || (c == '\n' && (i == 0 || cell.charAt(i - 1) != '\r')))) {
                breaks++;
            }
        }
        return breaks;
    }
}

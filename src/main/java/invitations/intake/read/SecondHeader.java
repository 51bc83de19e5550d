package invitations.intake.read;

import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.intake.column.Column;
import invitations.intake.column.ColumnNames;
import invitations.intake.column.Header;
import invitations.intake.column.Preamble;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows a row that names columns, and other ones than the header does: a list of other columns was put behind the first. What
 * stands below it would be read under the wrong names, so the file is refused. Immutable, and safe for any number of threads.
 */
public final class SecondHeader {
    private static final int LONGEST = 64;

    private final Header header;
    private final ColumnNames names;
    /** What names of columns look like, by their shape. */
    private final BitSet shapes = new BitSet();

    private final Optional<Column> email;
    private final Optional<Column> username;

    public SecondHeader(Header header, ColumnNames names) {
        this.header = header;
        this.names = names;
        names.known().forEach(name -> shapes.set(shape(name)));
        email = header.find("email");
        username = header.find("username");
    }

    /**
     * Refuses the header of another list.
     *
     * @throws FileRefusedException {@code SECOND_HEADER} when the row is one
     */
    public void refuse(InputRow row) {
        boolean isOne = (email.isPresent() && isName(email.get().in(row)) && Preamble.filled(row.cells()) > 1)
                || (username.isPresent() && isName(username.get().in(row)) && namesAnother(row));
        if (isOne) {
            throw new FileRefusedException(
                    ReasonCode.SECOND_HEADER,
                    row.line(),
                    "the line names columns, and others than line "
                            + header.record().line() + " does: make two files of it, each with its own header");
        }
    }

    private boolean namesAnother(InputRow row) {
        List<String> cells = row.cells();
        int own = username.map(Column::index).orElse(-1);
        for (int i = 0; i < cells.size(); i++) {
            if (i != own && (isName(cells.get(i)) || isOwnName(cells.get(i), i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOwnName(String cell, int index) {
        Map<String, Column> all = header.ofFile();
        Column named = cell.isEmpty() ? null : all.get(ColumnName.withoutGaps(cell));
        return named != null && named.index() == index;
    }

    private boolean isName(String cell) {
        // Nearly no cell is, and this is asked of each row.
        return !cell.isEmpty()
                && cell.length() < LONGEST
                && cell.indexOf('@') < 0
                && (cell.indexOf('[') >= 0 || shapes.get(shape(cell)))
                && names.isKnown(new Column(0, TextRules.trim(cell)));
    }

    /** Its first and last letter, whatever their case, and how many letters it has, without gaps. */
    private static int shape(String name) {
        int letters = 0;
        int first = 0;
        int last = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isGap = c == '-' || c == '_' || Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (!isGap) {
                last = Character.toLowerCase(c);
                first = letters == 0 ? last : first;
                letters++;
            }
        }
        return ((first % LONGEST) * LONGEST + last % LONGEST) * LONGEST + Math.min(letters, LONGEST - 1);
    }
}

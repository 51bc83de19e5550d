package invitations.intake.check;

import invitations.csv.ColumnName;
import invitations.feed.Feed;
import invitations.intake.column.AddressColumns;
import invitations.intake.column.Column;
import invitations.intake.column.Header;
import invitations.invitation.InputRow;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds addresses in a column beside that of the address, where its name speaks of mail or addresses as well: {@code Recipient
 * email}, {@code Adresse 2}. Such a file is refused, also where both columns agree, as it is for two columns of the very name.
 * Columns such as {@code email sent at}, which have no address in any row, go along as metadata, and so do those whose name says
 * that they are of somebody at work with the person, such as {@code manager_email}. Immutable, and safe for any
 * number of threads.
 */
final class SecondAddress {
    private static final String EMAIL = "email";

    /** What names of such columns have in them, without gaps: in English, German, French and Spanish. */
    private static final Pattern WORD = Pattern.compile("mail|courriel|correo|messagerie|(?:e|\u00e9)lectroni(?:que|c)"
            + "|electr\u00f3nic|elektronisch|address|adress|direcci(?:o|\u00f3)n");

    /** Whose address it is, where that is surely not the person of the row. */
    private static final Pattern OTHER_PERSON =
            Pattern.compile("manager|supervisor|approver|requester|requestor|sponsor"
                    + "|mentor|advisor|adviser|inviter|invitedby|referrer|referredby|createdby|addedby|assistant|vorgesetzte|betreuer"
                    + "|responsable|superviseur|tuteur|jefe|supervisora");

    /** What parts cells: a name that has such a sign is that of several columns, of a file that is read in another dialect. */
    private static final String PARTS = ",;\t|";

    /** The @, in all widths. */
    private static final String SIGNS = "@\uff20\ufe6b";

    private final Header header;
    private final Optional<Column> email;
    private final Column[] others;

    /** @param selection the feed's filters; a column that they go by is explained */
    SecondAddress(Header header, Feed feed, RowFilters selection) {
        this.header = header;
        email = header.find(EMAIL);
        others = email.isEmpty() || AddressColumns.isSaid(email.get(), header, feed)
                ? new Column[0]
                : header.columns().stream()
                        .filter(column -> !column.equals(email.get())
                                && !header.names().isKnown(column)
                                && !header.isComputed(column)
                                && !selection.goesBy(column)
                                && speaksOfMail(column.name()))
                        .toArray(Column[]::new);
    }

    private static boolean speaksOfMail(String name) {
        String plain = ColumnName.withoutGaps(name);
        return PARTS.chars().noneMatch(sign -> name.indexOf(sign) >= 0)
                && WORD.matcher(plain).find()
                && !OTHER_PERSON.matcher(plain).find();
    }

    /**
     * Refuses a row with a second address.
     *
     * @throws invitations.invitation.FileRefusedException {@code DUPLICATE_COLUMN} when the row has an address in such a column
     */
    void refuse(InputRow row) {
        List<String> cells = row.cells();
        for (Column other : others) {
            if (other.index() < cells.size() && hasAddress(cells.get(other.index()))) {
                throw AddressColumns.refused(
                        header,
                        email.orElseThrow(),
                        other,
                        ", since line " + row.line() + " has one in the second of them");
            }
        }
    }

    /** {@return whether there is an @ with a letter or digit on both sides, as every address has it} */
    private static boolean hasAddress(String cell) {
        for (int i = 1; i + 1 < cell.length(); i++) {
            boolean isAt = SIGNS.indexOf(cell.charAt(i)) >= 0;
            if (isAt && isPart(cell.charAt(i - 1)) && isPart(cell.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }
}

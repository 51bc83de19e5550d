package invitations.intake.check;

import invitations.feed.Feed;
import invitations.intake.column.ColumnNames;
import invitations.intake.column.Header;
import invitations.intake.column.RowShape;
import invitations.intake.read.PartedQuotes;
import invitations.intake.read.SecondHeader;
import invitations.invitation.InputRow;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import java.util.Collection;
import java.util.List;

/** Looks whether a record is a row of its header: with its cells, and no header itself. Immutable. */
final class RowCheck {
    private final RowShape shape;
    private final DecisiveColumns decisive;
    private final SecondHeader secondHeader;
    private final SecondAddress secondAddress;
    private final ConcatenatedFiles joined;

    /**
     * @param selection the feed's filters
     * @param targets all that are registered
     * @param candidates those that the rows may go to
     */
    RowCheck(
            Header header, Feed feed, RowFilters selection, Collection<Target> targets, Collection<Target> candidates) {
        shape = header.shape();
        joined = new ConcatenatedFiles(header);
        secondAddress = new SecondAddress(header, feed, selection);
        decisive = new DecisiveColumns(header, selection, candidates);
        secondHeader = new SecondHeader(header, new ColumnNames(feed.mapping(), targets));
    }

    /**
     * Adds an error where it has not the cells that it must have.
     *
     * @throws invitations.invitation.FileRefusedException {@code SECOND_HEADER} when it names other columns than the header, and
     *     {@code DUPLICATE_COLUMN} when it has an address in a second column that could have the person's
     */
    void check(InputRow record, List<RowError> errors) {
        secondHeader.refuse(record);
        secondAddress.refuse(record);
        shape.checkWidth(record, errors);
        PartedQuotes.check(record, errors);
        joined.check(record, errors);
        decisive.check(record, errors);
    }
}

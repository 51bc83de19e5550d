package invitations.invitation;

import java.util.List;

/** What planning made of a row: an invitation, or the reasons why there is none. */
public sealed interface PlannedRow {

    /** The record it was made of. */
    InputRow row();

    /** A row that can be sent. */
    record Valid(InputRow row, Invitation invitation) implements PlannedRow {}

    /** A row that cannot: all its errors, at least one. */
    record Invalid(InputRow row, List<RowError> errors) implements PlannedRow {}
}

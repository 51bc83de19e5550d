package invitations.invitation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What planning made of a row: an invitation, or the reasons why there is none. */
public sealed interface PlannedRow {

    /** The record it was made of. */
    InputRow row();

    /**
     * A row that can be sent.
     *
     * @param first the invitation that comes before; null when none does
     */
    record Valid(InputRow row, Invitation invitation, @Nullable Invitation first) implements PlannedRow {
        /** A row before which nothing comes. */
        public Valid(InputRow row, Invitation invitation) {
            this(row, invitation, null);
        }
    }

    /** A row that cannot: all its errors, at least one. */
    record Invalid(InputRow row, List<RowError> errors) implements PlannedRow {}

    /**
     * A row that is not meant: nobody is to do anything about it.
     *
     * @param code why
     * @param message the same for people
     */
    record Skipped(InputRow row, ReasonCode code, String message) implements PlannedRow {}
}

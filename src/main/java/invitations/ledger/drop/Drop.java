package invitations.ledger.drop;

import invitations.csv.Dialect;
import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file that arrived.
 *
 * @param number its number in this ledger, from 1
 * @param id its random name, in the marker and in folders: {@code [a-z0-9-]}
 * @param feed the feed it came by
 * @param content the SHA-256 of its content, in hex
 * @param fileName its name as dropped; never used as a path
 * @param work where the file is while the drop is open, relative to the work folder
 * @param bytes its size
 * @param state where it stands
 * @param header its column names as they stand in the file; empty before it is planned
 * @param format how it was read; null before it is planned
 * @param rows how many records it has; 0 before it is planned
 * @param code why it was refused as a whole, else null
 * @param line the line where that shows, 0 when the file as a whole is meant
 * @param message why, in words, else null
 * @param receivedAt when it arrived
 * @param plannedAt when all of its rows were checked
 * @param sendingAt when sending began
 * @param finishedAt when no row was open any more
 * @param erasedAt when all that it had on people was erased, since its time was over
 * @param isInputGone whether the file is not kept any more
 * @param reading which reading of its content in its feed it is, from 1: another one where the file is read otherwise now
 * @param supersededBy the id of the drop that has its rows, since the file is read otherwise now; null when none has
 * @param hidden the places of the columns whose cells are never kept, from 0; null where that was not written down
 */
public record Drop(
        long number,
        String id,
        String feed,
        String content,
        String fileName,
        String work,
        long bytes,
        DropState state,
        List<String> header,
        @Nullable InputFormat format,
        long rows,
        @Nullable ReasonCode code,
        long line,
        @Nullable String message,
        Instant receivedAt,
        @Nullable Instant plannedAt,
        @Nullable Instant sendingAt,
        @Nullable Instant finishedAt,
        @Nullable Instant erasedAt,
        boolean isInputGone,
        long reading,
        @Nullable String supersededBy,
        @Nullable Set<Integer> hidden) {
    /** What the ledger has in place of a text that was erased. */
    public static final String ERASED = "erased";

    /** The same before any row of it was read. */
    Drop withdrawn() {
        return new Drop(
                number,
                id,
                feed,
                content,
                fileName,
                work,
                bytes,
                DropState.RECEIVED,
                List.of(),
                null,
                0,
                null,
                0,
                null,
                receivedAt,
                null,
                null,
                null,
                null,
                isInputGone,
                reading,
                null,
                null);
    }

    /** The CSV that its file is, and files for the same feed are to be; as of RFC 4180 before it is planned. */
    public Dialect dialect() {
        return format == null ? Dialect.RFC_4180 : format.dialect();
    }

    /** {@return whether its first line says what parts its cells, as that of files for the same feed is to} */
    public boolean isDelimiterNamed() {
        return format != null && format.isDelimiterNamed();
    }

    /** {@return whether something is still to be done for it without anybody's word} */
    public boolean isOpen() {
        return state == DropState.RECEIVED || state == DropState.SENDING;
    }

    /** {@return whether it is held, and nothing but an approval of it, as it is held, lets it be sent} */
    public boolean awaitsApproval() {
        return state == DropState.HELD && (code == ReasonCode.HELD_BY_GUARD || code == ReasonCode.CANARY_FAILED);
    }

    /** {@return whether it has ended, so that nothing in it is needed to go on} */
    public boolean hasEnded() {
        return state == DropState.REPORTED || state == DropState.REFUSED;
    }
}

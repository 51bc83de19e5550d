package invitations.ledger.drop;

import invitations.invitation.InvitationKey;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowHash;
import invitations.invitation.RowStatus;
import invitations.ledger.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row was read as, and whom it was planned for. What was erased of it is not known any more, and is like anything.
 *
 * @param id its id
 * @param line the line on which it begins
 * @param status where it stands
 * @param cells its cells; null where they were erased
 * @param hash the keyed hash of its cells; null where it was erased, or never written down
 * @param key1 its first key; null where it invites nobody
 * @param key2 its second key, if any
 * @param item what is to be sent, as JSON; null where it invites nobody, or was erased
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReadRow(
        long id,
        long line,
        RowStatus status,
        @Nullable List<String> cells,
        byte @Nullable [] hash,
        byte @Nullable [] key1,
        byte @Nullable [] key2,
        @Nullable String item) {

    static final String COLUMNS = "id, line, status, cells, erased, cells_hash, key1, key2, item";

    static ReadRow of(ResultSet result) throws SQLException {
        return new ReadRow(
                result.getLong(1),
                result.getLong(2),
                RowStatus.valueOf(result.getString(3)),
                result.getInt(5) == 0 ? Json.texts(result.getString(4)) : null,
                result.getBytes(6),
                result.getBytes(7),
                result.getBytes(8),
                result.getString(9));
    }

    /** {@return how many characters it has, about} */
    int size() {
        int size = item == null ? 0 : item.length();
        for (String cell : cells == null ? List.<String>of() : cells) {
            size += cell.length();
        }
        return size;
    }

    /** {@return whether it was read as these cells, as far as that is still known} */
    public boolean isReadAs(List<String> now, RowHash hashes) {
        if (hash != null) {
            return Arrays.equals(hash, hashes.of(now));
        }
        return cells == null || cells.equals(now);
    }

    /** The same of a row that was read now, and is in another ledger with the same key. */
    public boolean isReadAs(ReadRow now, RowHash hashes) {
        return now.cells() == null || isReadAs(now.cells(), hashes);
    }

    /** {@return whether the row, as it was planned now in another ledger with the same key, is for somebody else} */
    public boolean asksForOther(ReadRow now) {
        if (now.key1() == null || now.item() == null || !namesSomebody(now.item())) {
            // What names nobody has keys that are made of the row's own id.
            return false;
        }
        return !Arrays.equals(now.key1(), key1) || !Arrays.equals(now.key2(), key2);
    }

    private static boolean namesSomebody(String item) {
        return MadeBefore.PERSON.stream().anyMatch(Json.read(item)::has);
    }

    /**
     * {@return whether the row, planned as it would be now, is for somebody or something else}
     *
     * @param isPlannedAgain whether rows that were not sent are planned again in any case
     */
    public boolean asksForOther(PlannedRow now, InvitationKey keys, boolean isPlannedAgain) {
        if (!(now instanceof PlannedRow.Valid valid)) {
            // What has become wrong since, such as a date that has passed, is for the row itself to say.
            return false;
        }
        List<byte[]> asked = keys.of(valid.invitation(), Long.toHexString(id));
        boolean isOther =
                !Arrays.equals(asked.get(0), key1) || !Arrays.equals(asked.size() > 1 ? asked.get(1) : null, key2);
        return switch (status) {
            case UNPROCESSED, SKIPPED -> false;
            case PLANNED, UNCHECKED, RETRYABLE -> !isPlannedAgain && (isOther || sendsOther(valid));
            case INVALID -> isOther || sendsOther(valid);
            case INTENT, UNCERTAIN, INVITED, ALREADY_INVITED, REFUSED, NEEDS_REVIEW, DUPLICATE -> isOther;
        };
    }

    private boolean sendsOther(PlannedRow.Valid now) {
        return item != null && !item.equals(Json.write(now.invitation().item()));
    }
}

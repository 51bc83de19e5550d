package invitations.intake.check;

import invitations.csv.TextRules;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.address.EmailAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees where a person's address stands in the column of their name, and the name in that of the address. */
final class SwappedColumns {
    /** Where people write who it is. What names somebody else, such as who invites, is none of these. */
    private static final Set<String> NAMES = Set.of("first_name", "last_name", "username");

    private SwappedColumns() {}

    /** Says so in the error on the address, where there is one. */
    static void explain(List<FieldBinding> slots, List<String> cells, List<RowError> errors) {
        for (int i = 0; i < errors.size(); i++) {
            RowError error = errors.get(i);
            if (error.code() == ReasonCode.INVALID_EMAIL && error.suggestion().isEmpty()) {
                RowError wrong = error;
                int place = i;
                slots.stream()
                        .filter(slot -> NAMES.contains(slot.field().column())
                                && slot.source().index() >= 0)
                        .filter(slot ->
                                EmailAddress.read(TextRules.trim(slot.source().of(cells))) != null)
                        .findFirst()
                        .ifPresent(slot -> errors.set(place, swapped(wrong, slot, slots, cells)));
            }
        }
    }

    private static RowError swapped(RowError error, FieldBinding slot, List<FieldBinding> slots, List<String> cells) {
        String column = String.valueOf(error.column());
        String value = slots.stream()
                .filter(each -> each.source().name().equals(column))
                .findFirst()
                .map(each -> TextRules.trim(each.source().of(cells)))
                .orElse("");
        return new RowError(
                error.code(),
                error.column(),
                error.value(),
                error.expected() + "; there is one in " + slot.source().name() + ": are the two columns swapped?",
                Map.of(
                        column,
                        TextRules.trim(slot.source().of(cells)),
                        slot.source().name(),
                        value));
    }
}

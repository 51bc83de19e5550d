package invitations.intake.check;

import invitations.intake.cell.CellParser;
import invitations.invitation.Operation;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import invitations.invitation.TargetField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a target, with where its value comes from in one file. Safe for any number of threads.
 *
 * @param field what the target knows
 * @param source where the value comes from
 * @param rule what it must be
 * @param isSubject whether it says who is invited
 * @param isTargetKey whether it says where in the target
 */
record FieldBinding(TargetField field, ColumnSource source, CellParser rule, boolean isSubject, boolean isTargetKey) {

    /**
     * Binds a field to its column.
     *
     * @param unusual whether addresses and user names are taken that people hardly ever have
     */
    static FieldBinding of(
            Target target, Operation operation, TargetField field, ColumnSource source, boolean unusual) {
        return new FieldBinding(
                field,
                source,
                CellParser.of(field.type(), unusual),
                target.subjectColumns(operation).contains(field.column()),
                field.column().equals(target.keyColumn()));
    }

    /** {@return whether a row cannot do without: each call is made for somebody, and for a place in the target} */
    boolean isRequired() {
        return isTargetKey || field.isRequired() || field.type().isTenant();
    }

    /** The value to send; null when there is none, or when it is wrong, which adds an error. */
    @Nullable
    Object read(List<String> cells, List<RowError> errors) {
        String text = source.of(cells);
        return text.isEmpty() ? null : rule.read(source.name(), text, errors);
    }

    /** Puts the value where the field belongs in the item, if it does. */
    void put(Map<String, Object> item, Object value) {
        List<String> path = field.path();
        if (path.isEmpty()) {
            return;
        }
        Map<String, Object> at = item;
        for (int i = 0; i < path.size() - 1; i++) {
            at = objectAt(at, path.get(i));
        }
        at.put(path.get(path.size() - 1), value);
    }

    @SuppressWarnings("unchecked") // Only fields that share a path put a map there.
    private static Map<String, Object> objectAt(Map<String, Object> parent, String step) {
        return (Map<String, Object>) parent.computeIfAbsent(step, absent -> new LinkedHashMap<String, Object>());
    }
}

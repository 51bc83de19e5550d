package invitations.intake.check;

import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.intake.column.Header;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds to the cells of a row what its feed computes of them, where {@link Header} looks for it. Safe for any number of threads. */
final class ComputedColumns {
    private final Header header;
    private final Map<String, Function<Map<String, String>, String>> expressions;

    ComputedColumns(Header header, Map<String, Function<Map<String, String>, String>> expressions) {
        this.header = header;
        this.expressions = new TreeMap<>(expressions);
    }

    /** The row with the computed cells behind its own; a value that cannot be computed adds an error and is empty. */
    InputRow added(InputRow row, List<RowError> errors) {
        if (expressions.isEmpty()) {
            return row;
        }
        Map<String, String> cells = new HashMap<>();
        header.ofFile().forEach((name, column) -> {
            String cell = column.in(row);
            cells.put(name, cell);
            cells.put(ColumnName.fold(column.name()), cell);
        });
        List<String> all = new ArrayList<>(row.cells());
        int own = header.record().cells().size();
        while (all.size() < own) {
            all.add("");
        }
        all.subList(own, all.size()).clear();
        expressions.forEach((name, expression) -> all.add(value(name, expression, cells, errors)));
        return row.with(all);
    }

    private static String value(
            String name,
            Function<Map<String, String>, String> expression,
            Map<String, String> cells,
            List<RowError> errors) {
        try {
            String value = expression.apply(cells);
            return TextRules.isBlank(value) ? "" : value;
        } catch (IllegalArgumentException e) {
            errors.add(new RowError(
                    ReasonCode.COMPUTATION_FAILED,
                    name,
                    null,
                    "that the feed's compute." + name + " can be computed of the row: " + e.getMessage()));
            return "";
        }
    }
}

package invitations.intake.read;

import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.intake.column.Column;
import invitations.intake.column.ColumnNames;
import invitations.intake.column.RowShape;
import invitations.invitation.InputRow;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file that was read before, in the same way as then. So what was kept of them can be held against the file.
 * For one thread.
 */
public final class ArchivedRecords implements Iterator<InputRow> {
    private final RowReader records;
    private final int width;
    private final Set<Integer> secrets;

    private ArchivedRecords(RowReader records, int width, Set<Integer> secrets) {
        this.records = records;
        this.width = width;
        this.secrets = secrets;
    }

    static ArchivedRecords of(RowReader records) {
        int width = 0;
        Set<Integer> secrets = new HashSet<>();
        List<String> header = records.hasNext() ? records.next().cells() : List.of();
        for (int i = 0; i < header.size(); i++) {
            Column column = new Column(i, TextRules.trim(header.get(i)));
            if (!ColumnName.withoutGaps(column.name()).isEmpty()) {
                width = i + 1;
                if (ColumnNames.isSecret(column)) {
                    secrets.add(i);
                }
            }
        }
        return new ArchivedRecords(records, width, secrets);
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    /** The next row, as it stands in the file. */
    @Override
    public InputRow next() {
        return records.next();
    }

    /**
     * The cells of a row that may have been kept.
     *
     * @param hidden the places of the columns whose cells are never kept; null where that is not known: then those whose
     *     names look like it
     */
    public List<String> kept(InputRow row, @Nullable Set<Integer> hidden) {
        return new RowShape(width, hidden == null ? secrets : hidden)
                .withoutSecrets(row)
                .cells();
    }
}

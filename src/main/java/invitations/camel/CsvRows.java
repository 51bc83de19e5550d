package invitations.camel;

import invitations.intake.Records;
import invitations.invitation.InputRow;
import org.apache.camel.dataformat.csv.CsvRecordConverter;
import org.apache.commons.csv.CSVRecord;

/** Makes camel-csv give rows that know their number and line. */
public final class CsvRows implements CsvRecordConverter<InputRow> {
    private final Records records = new Records();

    @Override
    public InputRow convertRecord(CSVRecord csv) {
        return records.toRow(csv);
    }
}

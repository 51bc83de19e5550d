package invitations.intake.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.csv.Dialect;
import invitations.csv.TextRules;
import invitations.intake.read.RowReader;
import invitations.invitation.FileRefusedException;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.testing.PlannedRows;
import invitations.testing.SharedTestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Strings that have broken other programs, as values and as whole files. */
class NaughtyStringsTest {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\r\\t]]");

    @Test
    void as_a_name_each_is_sent_without_blanks_around_it_or_refused_for_its_control_characters() throws IOException {
        List<String> strings = strings();
        StringBuilder text = new StringBuilder("email,first_name\n");
        for (String string : strings) {
            text.append(RowReader.format(Dialect.RFC_4180).format("ann@example.org", string))
                    .append('\n');
        }

        List<PlannedRow> rows = PlannedRows.of(text.toString()).rows();

        assertThat(rows).hasSameSizeAs(strings);
        int refused = 0;
        for (int i = 0; i < rows.size(); i++) {
            // Byte order marks within a file are taken out of it.
            String string = strings.get(i).replace("\uFEFF", "");
            assertThat(rows.get(i).row().cells()).containsExactly("ann@example.org", string);
            if (rows.get(i) instanceof PlannedRow.Valid valid) {
                assertThat(CONTROL.matcher(string).find()).as(string).isFalse();
                assertThat(valid.invitation().item().getOrDefault("first_name", ""))
                        .isEqualTo(string.isBlank() ? "" : TextRules.trim(string));
            } else if (rows.get(i) instanceof PlannedRow.Invalid invalid) {
                refused++;
                assertThat(CONTROL.matcher(string).find()).as(string).isTrue();
                assertThat(invalid.errors()).singleElement().satisfies(error -> assertThat(error.code())
                        .isEqualTo(ReasonCode.CONTROL_CHARACTER));
            }
        }
        assertThat(refused).isEqualTo(13);
    }

    @Test
    void as_a_whole_file_each_is_refused_with_a_reason() throws IOException {
        Map<ReasonCode, Integer> verdicts = new TreeMap<>();
        for (String string : strings()) {
            try {
                throw new AssertionError("planned: " + PlannedRows.of(string));
            } catch (FileRefusedException refused) {
                verdicts.merge(refused.code(), 1, Integer::sum);
            }
        }

        assertThat(verdicts)
                .isEqualTo(Map.of(ReasonCode.EMPTY_FILE, 5, ReasonCode.MALFORMED_CSV, 49, ReasonCode.NO_HEADER, 467));
    }

    private static List<String> strings() throws IOException {
        List<String> strings = new ArrayList<>();
        for (JsonNode string : new ObjectMapper()
                .readTree(SharedTestData.path("naughty/blns.json").toFile())) {
            strings.add(string.asText());
        }
        strings.addAll(Files.readAllLines(SharedTestData.path("naughty/csv-injection-payloads.txt")));
        return strings;
    }
}

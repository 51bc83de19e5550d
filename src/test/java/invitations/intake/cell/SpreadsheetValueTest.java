package invitations.intake.cell;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.FieldType;
import invitations.testing.GeneratedTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a spreadsheet makes of a key is told quickly, and as the whole pattern tells it. */
final class SpreadsheetValueTest {
    private static final int TEXTS = 100_000;

    private static final List<String> PARTS = List.of(
            "2025", "25", "1", "12", "123", "-", "-", ".", "T12:30Z", "jan", "Sept", "févr", "août", "MAI", "JUIN",
            "déc", "true", "False", "tru", "ma", "e", "x", ":");

    @Test
    void a_value_is_found_as_by_the_whole_pattern() {
        Random random = new Random(21);
        long found = Stream.concat(
                        new GeneratedTexts(22).many(TEXTS),
                        Stream.generate(() -> parts(random)).limit(TEXTS))
                .peek(text ->
                        assertThat(SpreadsheetValue.isOne(text)).as(text).isEqualTo(SpreadsheetValue.matches(text)))
                .filter(SpreadsheetValue::isOne)
                .count();
        assertThat(found).isGreaterThan(TEXTS / 100);
    }

    private static String parts(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(
            value = FieldType.class,
            names = {"PLATFORM_KEY", "PROGRAM_KEY", "COURSE_KEY", "ORGANIZATION", "ID"})
    void a_key_is_read_alike_by_a_parser_that_has_seen_others(FieldType type) {
        CellParser parser = CellParser.of(type);
        new GeneratedTexts(23).many(TEXTS / 5).forEach(text -> {
            List<Object> errors = new ArrayList<>();
            List<Object> expected = new ArrayList<>();
            Object value = read(parser, text, errors);
            Object fresh = read(CellParser.of(type), text, expected);
            assertThat(value).as(text).isEqualTo(fresh);
            assertThat(errors).isEqualTo(expected);
        });
    }

    private static Object read(CellParser parser, String text, List<Object> told) {
        List<invitations.invitation.RowError> errors = new ArrayList<>();
        Object value = parser.read("platform_key", text, errors);
        told.addAll(errors);
        return value == null ? "" : value;
    }
}

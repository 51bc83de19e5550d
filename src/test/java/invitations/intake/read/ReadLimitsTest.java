package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.csv.CharsetOrigin;
import invitations.feed.CsvSettings;
import invitations.intake.charset.Encoding;
import invitations.intake.column.Preamble;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.CsvText;
import invitations.testing.TestChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadLimitsTest {
    private static final ReadLimits LIMITS = new ReadLimits(3, 40, 20, 4);

    @Test
    void what_is_as_large_as_it_may_be_is_read() {
        assertThat(rows("email\n" + "1\n".repeat(3))).isEqualTo(4);
        assertThat(rows("email\n" + "x".repeat(20) + "\n\"" + "y".repeat(18) + "\"\n"))
                .isEqualTo(3);
        assertThat(rows("email,b\n" + "x".repeat(20) + "," + "x".repeat(19) + "\n"))
                .isEqualTo(2);
        assertThat(rows("a,b,c,d\n1,2,3,4\n")).isEqualTo(2);
    }

    @Test
    void what_does_not_count_is_not_bounded() {
        assertThat(rows("email\n" + "1\n,,\n\n".repeat(3))).isEqualTo(4);
        assertThat(rows("a,b,c,d,,,,,,,\n1,2,3,4,,,,\n")).isEqualTo(2);
    }

    @Test
    void what_is_larger_is_refused_with_its_line_and_the_property_that_allows_more() {
        assertRefused("email\n1\n\n2\n3\n4\n5\n", ReasonCode.TOO_MANY_ROWS, 6, "invitations.limit.rows");
        assertRefused("email\n1\n" + "x".repeat(21), ReasonCode.CELL_TOO_LONG, 3, "column 1", "invitations.limit.cell");
        assertRefused(
                "email,b\n1,\"x\n\n" + "x".repeat(20), ReasonCode.CELL_TOO_LONG, 2, "column 2", "than 20 characters");
        assertRefused(
                "a,b,c\n" + "x,".repeat(20) + "x\n", ReasonCode.TOO_MANY_COLUMNS, 2, "invitations.limit.columns", "4");
        assertRefused(
                "a,b,c\n" + ("x".repeat(15) + ",").repeat(3),
                ReasonCode.LINE_TOO_LONG,
                2,
                "invitations.limit.line",
                "40");
        assertRefused("a" + ",".repeat(41), ReasonCode.LINE_TOO_LONG, 1, "invitations.limit.line");
    }

    /** Little of it may be read, and less of it kept. */
    @Test
    void a_cell_of_a_gigabyte_is_refused_at_once() throws IOException {
        for (String start : new String[] {"email\n", "email\n\"", "", "\"", "email\na,"}) {
            TestChannel channel =
                    new TestChannel(1_000_000_000, place -> place < start.length() ? start.charAt((int) place) : 'x');
            RowReader records = CsvInput.open(
                            new RowReader.Input(
                                    channel,
                                    1_000_000_000,
                                    1_000_000_000,
                                    new Encoding(StandardCharsets.UTF_8, CharsetOrigin.CONTENT, 0),
                                    CsvText.LIMITS,
                                    Preamble.unknown("email"::equals),
                                    Tidying.wanted(FileWarnings.none())),
                            CsvSettings.NONE)
                    .records();

            assertThatExceptionOfType(FileRefusedException.class)
                    .isThrownBy(() -> CsvText.rows(records))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.CELL_TOO_LONG));
            assertThat(channel.position()).isLessThan(200_000);
        }
    }

    private static int rows(String text) {
        return CsvText.rows(CsvText.records(text.getBytes(StandardCharsets.UTF_8), CsvText.COMMA, LIMITS))
                .size();
    }

    private static void assertRefused(String text, ReasonCode code, long line, String... told) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> rows(text))
                .satisfies(refused -> {
                    assertThat(refused.code() + " " + refused.line()).isEqualTo(code + " " + line);
                    assertThat(refused.reason()).contains(told);
                });
    }
}

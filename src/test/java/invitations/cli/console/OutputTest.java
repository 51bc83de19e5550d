package invitations.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.DisplayText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reaches the terminal and the log, and the number that goes with it. */
class OutputTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop of ada.lovelace@example.org refused | drop of a***@example.org refused",
                "a@b.example and grace@example.org | a***@b.example and g***@example.org",
                "'email=ada@example.org;' | 'email=a***@example.org;'",
                "jürgen@münchen.example, li@例え.jp | j***@münchen.example, l***@例え.jp",
                "nobody here | nobody here"
            })
    void the_log_shows_no_address(String text, String shown) {
        assertThat(Logging.clean(text)).isEqualTo(shown);
    }

    @Test
    void an_event_is_one_line_and_cannot_play_with_the_terminal() {
        String text = "one\r\ntwo \u001b[31m red \u202e turned \u2028 parted \u200b unseen";

        assertThat(Logging.clean(text))
                .isEqualTo("one\\u000d\\u000atwo \\u001b[31m red \\u202e turned \\u2028 parted \\u200b unseen");
        assertThat(DisplayText.printable(text)).isEqualTo(Logging.clean(text));
        assertThat(DisplayText.printable("åß 日本 😀")).isEqualTo("åß 日本 😀");
    }

    @Test
    void several_causes_have_one_exit_code_the_one_that_says_most() {
        List<ExitCode> order = List.of(
                ExitCode.NOT_PERMITTED,
                ExitCode.UNFINISHED,
                ExitCode.HELD,
                ExitCode.FILE_REFUSED,
                ExitCode.SOME_NOT_INVITED,
                ExitCode.OK);
        for (int worse = 0; worse < order.size(); worse++) {
            assertThat(ExitCode.worst(order.subList(worse, order.size()))).isEqualTo(order.get(worse));
        }
        assertThat(ExitCode.worst(Set.of())).isEqualTo(ExitCode.OK);
    }

    @Test
    void the_numbers_stay_as_they_are() {
        assertThat(Arrays.stream(ExitCode.values()).map(code -> code + "=" + code.number()))
                .containsExactly(
                        "OK=0",
                        "UNEXPECTED=1",
                        "USAGE=2",
                        "SOME_NOT_INVITED=3",
                        "FILE_REFUSED=4",
                        "UNFINISHED=5",
                        "NOT_PERMITTED=6",
                        "HELD=7",
                        "IN_USE=8",
                        "CONFIGURATION=78",
                        "OUT_OF_MEMORY=138");
    }
}

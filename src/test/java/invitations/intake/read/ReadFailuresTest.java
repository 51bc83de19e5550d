package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVException;
import org.junit.jupiter.api.Test;

class ReadFailuresTest {

    @Test
    void a_refusal_is_found_however_deep_it_is_wrapped() {
        FileRefusedException refused = new FileRefusedException(ReasonCode.ENCODING_ERROR, 7, "a wrong byte");

        assertThat(ReadFailures.explain(refused)).isSameAs(refused);
        assertThat(ReadFailures.explain(new IllegalStateException(new RuntimeException(refused))))
                .isSameAs(refused);
    }

    @Test
    void what_the_parser_alone_refuses_is_a_malformed_file() {
        FileRefusedException refused = ReadFailures.explain(new UncheckedIOException(new CSVException("(line 3) no")));

        assertThat(refused.code()).isEqualTo(ReasonCode.MALFORMED_CSV);
        assertThat(refused.line()).isZero();
    }

    @Test
    void a_disk_that_fails_says_nothing_about_the_file() {
        IOException failure = new IOException("Input/output error");

        assertThatThrownBy(() -> ReadFailures.explain(new IllegalStateException(failure)))
                .isInstanceOf(UncheckedIOException.class)
                .hasCause(failure);
    }

    @Test
    void anything_else_is_not_taken_for_a_mistake_of_the_sender() {
        assertThatThrownBy(() -> ReadFailures.explain(new NullPointerException()))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(NullPointerException.class);
    }
}

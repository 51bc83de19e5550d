package invitations.report;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.EmailMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person in a few signs: recognised by who knows the list, and no address to anybody else. */
class PersonLabelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Ada | Lovelace | ada@example.org | - | Ada L. <a…@example.org>",
                "Ada | - | ada@example.org | - | Ada <a…@example.org>",
                "- | Lovelace | ada@example.org | - | L. <a…@example.org>",
                "- | - | ada@example.org | ada | <a…@example.org>",
                "Zoë Marie | O'Neil-Smith | z@example.org | - | Zoë Marie O. <z…@example.org>",
                "ada@example.org | Lovelace | ada@example.org | - | L. <a…@example.org>",
                "ada.lovelace | x@y.org | ada@example.org | - | <a…@example.org>",
                "Ada%40example.org | - | ada@example.org | - | <a…@example.org>",
                "Ada | Lovelace | - | ada.lovelace | Ada L. <a…>",
                "Ada | Lovelace | - | ada@example.org | Ada L. <a…@example.org>",
                "- | - | '\"ada lovelace\"@example.org' | - | <a…@example.org>",
                "- | - | _@example.org | - | <…@example.org>",
                "𝔸da | 𝕃ov | 𝔸da@example.org | - | 𝔸da 𝕃. <𝔸…@example.org>"
            })
    void it_has_a_name_and_the_first_sign_of_the_address(
            String first, String last, String email, String username, String expected) {
        String quoted = email == null ? null : email.replace("'", "");
        String label = PersonLabel.of(first, last, quoted, username).orElseThrow();

        assertThat(label).isEqualTo(expected);
        assertThat(EmailMask.mask("a log line, first " + label + "; and ada@example.org"))
                .isEqualTo("a log line, first " + label + "; and a***@example.org");
    }

    @Test
    void long_names_are_cut_and_nobody_has_none() {
        assertThat(PersonLabel.of("A".repeat(60), null, "a@example.org", null))
                .contains("A".repeat(30) + "… <a…@example.org>");
        assertThat(PersonLabel.of("Ada", "Lovelace", null, " ")).isEmpty();
        assertThat(PersonLabel.of("Ada", "Lovelace", "", null)).isEmpty();
    }
}

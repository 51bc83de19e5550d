package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailMaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    no address at all                    | no address at all
                    jane@x.org                           | j***@x.org
                    user jane@x.org exists.              | user j***@x.org exists.
                    "jane.doe+tag@x.org", 'o.k@y.org'    | "j***@x.org", 'o***@y.org'
                    <jane@x.org>;bob@y.org               | <j***@x.org>;b***@y.org
                    https://api/?email=jane@x.org&page=1 | https://api/?email=j***@x.org&page=1
                    at https://api/?email=jane%40x.org&p | at https://api/?email=j***%40x.org&p
                    100%40 and %40x                      | 100%40 and %40x
                    mailto:jane@x.org                    | mailto:j***@x.org
                    a@b                                  | a***@b
                    jürgen@münchen.example               | j***@münchen.example
                    😀jane@x.org                         | 😀***@x.org
                    twice@once@x.org                     | t***@o***@x.org
                    by "jane doe"@x.org, "a b"           | by ***@x.org, "a b"
                    {"a":"@x"}                           | {"a":"@x"}
                    @mention and at @ and end@           | @mention and at @ and end@
                    """)
    void an_address_keeps_its_first_letter_and_its_domain(String text, String masked) {
        assertThat(EmailMask.mask(text)).isEqualTo(masked);
    }
}

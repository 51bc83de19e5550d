package invitations.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonMatcherTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org",
                "ANN@Example.ORG",
                " ann@example.org ",
                "invited by Ann <ann@example.org>, who knows",
                "email: 'ann@example.org' – expected another",
                "[\"ann@example.org\",\"acme\"]",
                "{\"by\":\"ann@example.org\"}",
                "mailto:ann@example.org",
                "=ann@example.org",
                "+ann@example.org",
                "'ann@example.org",
                "ann@example.org.",
                "ask ann@example.org-",
                "https://x.example/start?email=ann%40example.org&b=1",
                "joann@example.org and ann@example.org",
                "ann@ann@example.org"
            })
    void an_address_is_found_in_whatever_it_stands(String text) {
        assertThat(new PersonMatcher("Ann@example.org").isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.org",
                "joann@example.org",
                "jo.ann@example.org",
                "jo+ann@example.org",
                "o'ann@example.org",
                "ann@example.organisation",
                "ann@example.org.uk",
                "ann@mail.example.org",
                "ann@example",
                "ann @example.org"
            })
    void one_that_only_begins_or_ends_with_it_is_another(String text) {
        assertThat(new PersonMatcher("ann@example.org").isIn(text)).isFalse();
    }

    @Test
    void a_domain_is_the_same_in_letters_and_in_ascii() {
        assertThat(new PersonMatcher("jörg@münchen.de").isIn("JÖRG@xn--mnchen-3ya.de"))
                .isTrue();
        assertThat(new PersonMatcher("jörg@xn--mnchen-3ya.de").isIn("by jo\u0308rg@mu\u0308nchen.de."))
                .isTrue();
        assertThat(new PersonMatcher("ann@例え.jp").isIn("<ann@例え。jp>")).isTrue();
    }

    @Test
    void the_endings_of_a_file_are_not_of_its_domain() {
        PersonMatcher ann = new PersonMatcher("ann@example.org");

        assertThat(ann.isInName("of ann@example.org.csv")).isTrue();
        assertThat(ann.isInName("ann@example.org.CSV.gz")).isTrue();
        assertThat(ann.isInName("ann@example.org.uk.csv")).isFalse();
    }

    @Test
    void nothing_names_nobody() {
        assertThat(new PersonMatcher("ann@example.org").isIn(null)).isFalse();
    }
}

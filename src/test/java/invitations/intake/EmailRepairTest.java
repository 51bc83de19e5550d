package invitations.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailRepairTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "ada@example.org,|ada@example.org",
                "ada@example.org;|ada@example.org",
                "ada@example.org.|ada@example.org",
                "<ada@example.org>|ada@example.org",
                "\"ada@example.org\"|ada@example.org",
                "Ada Lovelace <ada@example.org>|ada@example.org",
                "MAILTO:ada@example.org|ada@example.org",
                "ada @ example.org|ada@example.org",
                "ada@@example.org|ada@example.org",
                "ada@example..org|ada@example.org",
                "ada..l@example.org|ada.l@example.org",
                ".ada@example.org|ada@example.org",
                "ada.@example.org|ada@example.org",
                "ada@example,org|ada@example.org",
                "ada@gmailcom|ada@gmail.com",
                "ada@gmial.com,|ada@gmail.com",
            })
    void what_was_probably_meant_is_suggested(String text, String meant) {
        assertThat(EmailRepair.of(text)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "@", "ada", "ada@", "@example.org", "ada@x@example.org", "a@b", "ada@exa mple", "a,b@c,d@e"})
    void nothing_is_suggested_where_nobody_can_tell(String text) {
        assertThat(EmailRepair.of(text)).isEmpty();
    }

    @Test
    void nobody_looks_for_an_address_in_a_long_text() {
        assertThat(EmailRepair.of(" ".repeat(380) + "ada@example..org")).contains("ada@example.org");
        assertThat(EmailRepair.of(" ".repeat(390) + "ada@example..org")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@gmial.com,ada@gmail.com",
        "ada@GMAIL.CO,ada@gmail.com",
        "ada@hotmial.com,ada@hotmail.com",
        "ada@yaho.com,ada@yahoo.com",
        "ada@outlok.com,ada@outlook.com",
        "ada@iclod.com,ada@icloud.com",
        "ada@example.con,ada@example.com",
        "ada@example.ogr,ada@example.org"
    })
    void a_slip_in_a_domain_that_many_have_is_seen(String text, String meant) {
        assertThat(EmailRepair.typo(text)).contains(meant);
    }

    @Test
    void domains_that_there_are_are_none() {
        for (String domain :
                new String[] {"mail.com", "ymail.com", "gmail.com", "email.com", "yahoo.co", "example.co"}) {
            assertThat(EmailRepair.typo("ada@" + domain)).isEmpty();
        }
    }
}

package invitations.intake.cell;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.FieldType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSuggestionTest {
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
                "ada. lovelace@example .org|ada.lovelace@example.org",
                "ada and bob@example.org|ada@example.org; bob@example.org",
                "ada und bob@example.org|ada@example.org; bob@example.org",
                "ada + bob@example.org|ada@example.org; bob@example.org",
                "ada & bob@example.org|ada@example.org; bob@example.org",
                "ada/bob@example.org|ada@example.org; bob@example.org",
                "ada@example.org and bob@example.org|ada@example.org; bob@example.org",
                "=3Dada@example.org|ada@example.org",
                "=42ada@example.org|42ada@example.org",
                "=ada@example.org|ada@example.org",
                "ada=2Elovelace@example.org|ada.lovelace@example.org",
                "ada=40example.org|ada@example.org",
                "J=C3=BCrg@example.org|J\u00fcrg@example.org",
                "j=c3=bcrg@example.org|j\u00fcrg@example.org",
                "%3Dada@example.org|ada@example.org",
                "%ada@example.org|ada@example.org",
                "%f04c@example.org|f04c@example.org",
                "ada%2540example.org|ada@example.org",
                "%u00e9ric@example.org|\u00e9ric@example.org",
                "\\u00e9ric@example.org|\u00e9ric@example.org",
                "&#233;ric@example.org|\u00e9ric@example.org",
                "&eacute;ric@example.org|\u00e9ric@example.org",
                "o&#39;brien@example.org|o'brien@example.org",
                "&lt;ada@example.org&gt;|ada@example.org",
                "ada@example.org&nbsp;|ada@example.org",
            })
    void what_was_probably_meant_is_suggested(String text, String meant) {
        assertThat(EmailSuggestion.of(text)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "@", "ada", "ada@", "@example.org", "ada@x@example.org", "a@b", "ada@exa mple", "a,b@c,d@e"})
    void nothing_is_suggested_where_nobody_can_tell(String text) {
        assertThat(EmailSuggestion.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada or bob@example.org",
                "ada oder bob@example.org",
                "ada@example.org or bob@example.org",
                "ada bob@example.org",
                "ada\nbob@example.org",
                "ada - bob@example.org",
                "not ada@example.org",
                "Ada Lovelace and bob@example.org",
                "Ada Lovelace ada@example.org",
                "bob's ada@example.org",
                "ada@school smith.org",
                "R&D@example.org",
                "q&a@example.org",
                "=3dada@example.org",
                "=2026ada@example.org",
                "email=27ada@example.org",
                "=E9ric@example.org",
                "%E9ric@example.org",
                "%e9ric@example.org",
                "&unknown;ric@example.org"
            })
    void nothing_is_suggested_that_may_be_somebody_else(String text) {
        assertThat(EmailSuggestion.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%20acme|acme",
                "=3Dacme|acme",
                "acme%2Bp1|acme+p1",
                "&quot;acme&quot;|acme",
                "&amp;acme|acme",
                "=42acme|42acme",
                "%E9cole|",
                "=3dacme|",
                "&unknown;acme|"
            })
    void what_is_left_of_an_encoded_sign_is_part_of_no_key_and_no_user_name(String text, String meant) {
        CellParser key = CellParser.of(FieldType.PROGRAM_KEY);
        assertThat(KeySuggestion.of(text, key)).isEqualTo(Optional.ofNullable(meant));
        assertThat(UserNameSuggestion.of(text)).isEqualTo(Optional.ofNullable(meant));
    }

    @Test
    void nobody_looks_for_an_address_in_a_long_text() {
        assertThat(EmailSuggestion.of(" ".repeat(380) + "ada@example..org")).contains("ada@example.org");
        assertThat(EmailSuggestion.of(" ".repeat(390) + "ada@example..org")).isEmpty();
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
        assertThat(EmailSuggestion.typo(text)).contains(meant);
    }

    @Test
    void domains_that_there_are_are_none() {
        for (String domain :
                new String[] {"mail.com", "ymail.com", "gmail.com", "email.com", "yahoo.co", "example.co"}) {
            assertThat(EmailSuggestion.typo("ada@" + domain)).isEmpty();
        }
    }
}

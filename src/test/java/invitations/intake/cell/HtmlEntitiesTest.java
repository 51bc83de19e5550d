package invitations.intake.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlEntitiesTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "O&#39;Brien, O'Brien",
                "O&#x27;Brien, O'Brien",
                "R&amp;D, R&D",
                "R&amp;amp;D, R&D",
                "Ba&eacute;z, Baéz",
                "&Lstrok;ukasz &Zdot;ak, Łukasz Żak",
                "&Scaron;imun &ccaron;, Šimun č",
                "Stra&szlig;e, Straße",
                "&ldquo;Bob&rdquo;, “Bob”",
                "Ann&nbsp;Lee, Ann Lee",
                "&#23567;&#x6797;, 小林",
                "&#128512;, 😀",
            })
    void is_shown_as_a_browser_shows_it(String text, String shown) {
        assertThat(HtmlEntities.decoded(text)).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "R&D",
                "AT&T; Bell",
                "Bell & Howell; Ltd",
                "a&b=c;",
                "&;",
                "&#;",
                "&#x;",
                "&#55296;",
                "&#7;",
                "&#99999999;",
                "&ab;",
                "&unknown;",
                "https://example.org/?a=1&copy=2;x"
            })
    void everything_else_is_what_it_is(String text) {
        assertThat(HtmlEntities.decoded(text)).isEmpty();
    }
}

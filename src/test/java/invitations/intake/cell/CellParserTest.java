package invitations.intake.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import invitations.invitation.FieldType;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org",
                "a@b.co",
                "Ann.Smith+tag_x_y-z'q@mail.example.museum",
                "o'brien@example.ie",
                "1@2.example",
                "ann@xn--mnchen-3ya.de",
                "ann@münchen.de",
                "élodie@example.fr"
            })
    void addresses_are_taken(String address) {
        assertThat(read(FieldType.EMAIL, address)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "ann|an address with an @, such as name@example.org",
                "^\"ann\"@example.org^|an address without quotes",
                "ann@straße.example|the domain in its ASCII form (xn--…): which one is meant by ß or ς depends on who reads it",
                "ann@[192.0.2.1]|an e-mail address, such as name@example.org",
                "ann@@example.org|an address with one @ only",
                "ann@b@example.org|an address with one @ only",
                "ann@example|a domain with a dot behind the @, such as example.org",
                "ann@example.org,|an address without the ',' at its end",
                "ann@example.org;|an address without the ';' at its end",
                "ann@example.org.|an address without the '.' at its end",
                "ann @example.org|an address without spaces",
                "ann@exam ple.org|an address without spaces",
                "ann@exam\u00A0ple.org|an address without spaces",
                "ann..smith@example.org|an address without two dots in a row",
                "ann@example..org|an address without two dots in a row",
                "ann@a.org, bob@b.org|one address: write a row for each person",
                "ann@a.org;bob@b.org|one address: write a row for each person",
                "Ann <ann@example.org>|the address alone, such as name@example.org",
                "mailto:ann@example.org|the address alone, such as name@example.org",
                ".ann@example.org|an e-mail address, such as name@example.org",
                "ann.@example.org|an e-mail address, such as name@example.org",
                "@example.org|an e-mail address, such as name@example.org",
                "ann@-example.org|an e-mail address, such as name@example.org",
                "ann@example-.org|an e-mail address, such as name@example.org",
                "ann@.org|an e-mail address, such as name@example.org",
                "ann@example.c|an e-mail address, such as name@example.org",
                "ann@example.123|an e-mail address, such as name@example.org",
                "ann@exa_mple.org|an e-mail address, such as name@example.org"
            })
    void other_addresses_are_told_what_is_wrong_with_them(String address, String expected) {
        assertThat(errors(FieldType.EMAIL, address))
                .extracting(RowError::code, RowError::column, RowError::value, RowError::expected)
                .containsExactly(tuple(ReasonCode.INVALID_EMAIL, "column", address, expected));
    }

    @Test
    void an_address_is_no_longer_than_the_protocol_allows() {
        String domain = "@" + "d.".repeat(92) + "org";
        assertThat(errors(FieldType.EMAIL, "a".repeat(64) + domain)).isEmpty();
        assertThat(errors(FieldType.EMAIL, "a".repeat(65) + domain)).hasSize(1);
        assertThat(errors(FieldType.EMAIL, "é".repeat(60) + "@" + "d.".repeat(97) + "org"))
                .hasSize(1);
        assertThat(errors(FieldType.EMAIL, "a@" + "d".repeat(63) + ".org")).isEmpty();
        assertThat(errors(FieldType.EMAIL, "a@" + "d".repeat(64) + ".org")).hasSize(1);
        assertThat(errors(FieldType.EMAIL, "!".repeat(1_000_000))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22",
                "2026-11-22T00:00",
                "2026-11-22 00:00:00",
                "2026-11-22T00:00:00Z",
                "2026-11-22t00:00z",
                "2026-11-22T00:00+00:00",
                "2026-11-22T00:00:00.000Z"
            })
    void one_moment_is_written_one_way(String date) {
        assertThat(read(FieldType.DATE_TIME, date)).isEqualTo("2026-11-22T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:30.25+05:30, 2026-11-22T10:00:30.25+05:30",
        "2026-11-22T10:00-0800, 2026-11-22T10:00:00-08:00",
        "2026-11-22 10:00+01, 2026-11-22T10:00:00+01:00",
        "2024-02-29, 2024-02-29T00:00:00Z"
    })
    void an_offset_is_kept(String date, String read) {
        assertThat(read(FieldType.DATE_TIME, date)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22.11.2026",
                "11/22/2026",
                "2026-11-31",
                "2025-02-29",
                "2026-13-01",
                "2026-1-1",
                "20261122",
                "+12026-11-22",
                "2026-11-22T24:00",
                "2026-11-22T10",
                "2026-11-22T10:60",
                "2026-11-22T10:00:60",
                "2026-11-22Z",
                "2026-11-22T10:00+99:00",
                "2026-11-22T10:00 +01:00",
                "2026-11-22T10:00:00Z tomorrow",
                "٢٠٢٦-11-22",
                "soon"
            })
    void what_is_not_a_moment_is_refused(String date) {
        assertThat(errors(FieldType.DATE_TIME, date))
                .extracting(RowError::code)
                .containsExactly(ReasonCode.INVALID_DATE);
    }

    @Test
    void a_date_that_one_would_have_to_guess_is_told_so() {
        assertThat(errors(FieldType.DATE_TIME, "01/02/2026").get(0).expected()).contains("the year first");
        assertThat(errors(FieldType.DATE_TIME, "soon").get(0).expected()).doesNotContain("the year first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "HTTPS://example.org:8443/a/b?c=d&e=%20#f",
                "https://xn--mnchen-3ya.de/",
                "https://example.org/straße?q=é",
                "https://example.org/@ann",
                "https://192.0.2.1/",
                "https://[2001:db8::1]/"
            })
    void web_addresses_are_taken(String url) {
        assertThat(read(FieldType.URL, url)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://example.org|https instead of http",
                "HTTP://example.org|https instead of http",
                "https://ann@example.org/|an https address without a name or password before the host",
                "https://example.org:443@evil.example/|an https address without a name or password before the host",
                "https://@example.org/|an https address without a name or password before the host",
                "https://münchen.de/|an https address with its host in ASCII (xn--…)",
                "https://еxample.org/|an https address with its host in ASCII (xn--…)",
                "https:///path|an https address with a host, such as https://example.org/welcome",
                "https:example.org|an https address with a host, such as https://example.org/welcome",
                "//example.org/|an https address with a host, such as https://example.org/welcome",
                "example.org|an https address with a host, such as https://example.org/welcome",
                "/welcome|an https address with a host, such as https://example.org/welcome",
                "ftp://example.org/|an https address with a host, such as https://example.org/welcome",
                "javascript:alert(1)|an https address with a host, such as https://example.org/welcome",
                "https://example.org/a b|an https address with a host, such as https://example.org/welcome",
                "https://example.org\\evil|an https address with a host, such as https://example.org/welcome",
                "https://exa%00mple.org/|an https address with a host, such as https://example.org/welcome",
                "https://example.org:99999/|an https address with a host, such as https://example.org/welcome",
                "https://exam_ple.org/|an https address with a host, such as https://example.org/welcome"
            })
    void other_web_addresses_are_told_what_is_wrong_with_them(String url, String expected) {
        assertThat(errors(FieldType.URL, url))
                .containsExactly(new RowError(ReasonCode.INVALID_URL, "column", url, expected));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "Yes, true",
        "1, true",
        "' 1 ', true",
        "false, false",
        "False, false",
        "no, false",
        "0, false"
    })
    void booleans_are_read(String text, boolean value) {
        assertThat(read(FieldType.BOOLEAN, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "wahr", "2", "01", "on", "true false"})
    void other_booleans_are_refused(String text) {
        assertThat(errors(FieldType.BOOLEAN, text))
                .extracting(RowError::code)
                .containsExactly(ReasonCode.INVALID_BOOLEAN);
    }

    @ParameterizedTest
    @CsvSource({
        "PLATFORM_KEY, acme", "PLATFORM_KEY, Acme-1.x_y",
        "PROGRAM_KEY, acme+program1", "PROGRAM_KEY, program-v1:Acme+P1",
        "COURSE_KEY, course-v1:Acme+C1+2026", "COURSE_KEY, Acme/C1/2026"
    })
    void keys_are_read(FieldType type, String key) {
        assertThat(read(type, key)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "PLATFORM_KEY, acme+p1",
        "PLATFORM_KEY, a b",
        "PLATFORM_KEY, acmé",
        "PLATFORM_KEY, ../x",
        "PROGRAM_KEY, a/b",
        "PROGRAM_KEY, ${env:HOME}",
        "PROGRAM_KEY, :acme+p1",
        "PROGRAM_KEY, acme+p1..",
        "PROGRAM_KEY, mailto:acme+p1",
        "PROGRAM_KEY, acme+p1mailto:",
        "PLATFORM_KEY, .acme",
        "PLATFORM_KEY, acme-",
        "COURSE_KEY, a?b",
        "COURSE_KEY, 'a,b'"
    })
    void other_keys_are_refused(FieldType type, String key) {
        assertThat(errors(type, key)).extracting(RowError::code).containsExactly(ReasonCode.INVALID_KEY);
    }

    @ParameterizedTest
    @CsvSource({"'''acme', acme", "'acme,', acme", "“acme”, acme", "..acme.., acme", "'{acme}', acme"})
    void a_key_with_signs_around_it_is_suggested_without_them(String key, String meant) {
        assertThat(errors(FieldType.PLATFORM_KEY, key))
                .singleElement()
                .extracting(RowError::suggestion)
                .isEqualTo(Map.of("column", meant));
    }

    @Test
    void a_key_has_at_most_255_characters() {
        assertThat(errors(FieldType.PLATFORM_KEY, "a".repeat(255))).isEmpty();
        assertThat(errors(FieldType.PLATFORM_KEY, "a".repeat(256))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ann.smith@work", "安娜", "a-b_c"})
    void user_names_are_read(String name) {
        assertThat(read(FieldType.USERNAME, name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"an n", "an\u00A0n", "an\u2003n"})
    void a_user_name_has_no_spaces(String name) {
        assertThat(errors(FieldType.USERNAME, name))
                .extracting(RowError::code)
                .containsExactly(ReasonCode.INVALID_USERNAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\r\nc\td", "O'Brien 🎉", "نام\u200cها", "=1+1", "${x}", "\uFFFD"})
    void free_text_may_have_lines_and_tabs_and_anything_that_is_written(String text) {
        assertThat(read(FieldType.TEXT, text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, 0000",
        "TEXT, 0007",
        "TEXT, 000B",
        "TEXT, 001B",
        "TEXT, 007F",
        "TEXT, 0085",
        "TEXT, 009B",
        "TEXT, 202A",
        "TEXT, 202E",
        "TEXT, 2066",
        "TEXT, 2069",
        "EMAIL, 0000",
        "EMAIL, 000A",
        "EMAIL, 000D",
        "EMAIL, 200B",
        "EMAIL, 202E",
        "EMAIL, FEFF",
        "EMAIL, 00AD",
        "USERNAME, 000A",
        "USERNAME, 200D",
        "URL, 000D",
        "URL, 200B",
        "BOOLEAN, 0000",
        "DATE_TIME, 001B",
        "PLATFORM_KEY, 200B",
        "PROGRAM_KEY, 0000",
        "COURSE_KEY, 2069"
    })
    void control_characters_are_refused_by_their_number(FieldType type, String number) {
        String text = "a" + (char) Integer.parseInt(number, 16) + "b@example.org";

        List<RowError> errors = errors(type, text);

        assertThat(errors).extracting(RowError::code).containsExactly(ReasonCode.CONTROL_CHARACTER);
        assertThat(errors.get(0).expected())
                .isEqualTo("no control or invisible character, found U+" + number + " at position 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0009acme ", "\u00A0acme", "acme\u3000", "  acme"})
    void blanks_around_a_key_are_not_part_of_it(String text) {
        assertThat(read(FieldType.PLATFORM_KEY, text)).isEqualTo("acme");
    }

    @Test
    void what_is_remembered_is_what_was_read() {
        CellParser rule = CellParser.of(FieldType.DATE_TIME);
        for (int round = 0; round < 2; round++) {
            for (int day = 1; day <= 9; day++) {
                for (int month = 1; month <= 12; month++) {
                    String date = String.format("2026-%02d-0%d", month, day);
                    assertThat(rule.read("column", date, new ArrayList<>())).isEqualTo(date + "T00:00:00Z");
                    List<RowError> errors = new ArrayList<>();
                    assertThat(rule.read("column", date + "!", errors)).isNull();
                    assertThat(errors).extracting(RowError::value).containsExactly(date + "!");
                }
            }
        }
    }

    private static Object read(FieldType type, String text) {
        List<RowError> errors = new ArrayList<>();
        Object value = CellParser.of(type).read("column", text, errors);
        assertThat(errors).isEmpty();
        return Objects.requireNonNull(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@§example.org", "a@“example.org", "a@·example.org", "a@exam·ple.org", "a@–x.org"})
    void a_domain_has_no_signs(String address) {
        assertThat(errors(FieldType.EMAIL, address))
                .extracting(RowError::code)
                .containsExactly(ReasonCode.INVALID_EMAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@paral·lel.cat", "a@טכנ׳.com", "a@コム・ネット.jp"})
    void a_domain_has_the_signs_that_belong_to_words(String address) {
        assertThat(errors(FieldType.EMAIL, address)).isEmpty();
    }

    private static List<RowError> errors(FieldType type, String text) {
        List<RowError> errors = new ArrayList<>();
        Object value = CellParser.of(type).read("column", text, errors);
        assertThat(value == null).isEqualTo(!errors.isEmpty());
        return errors;
    }
}

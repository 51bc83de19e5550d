package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages in the envelopes of the API, and the invitations that they show. */
class ListPageTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | 'next':null",
                "true  | 'next':''",
                "true  | 'next_page':null",
                "true  | 'next':null,'next_page':null",
                "true  | 'next':null,'count':500",
                "false | 'next':'http://api.example.org/?page=2'",
                "false | 'next_page':2",
                "false | 'next_page':'2'",
                "false | 'next':null,'next_page':2",
                "false | 'next':'http://api.example.org/?page=2','next_page':null",
                "false | 'next_page':2,'count':1"
            })
    void a_page_says_whether_another_follows(boolean isLast, String envelope) {
        assertThat(page("{" + envelope + ",'results':[{'id':1}]}", 0).isLast()).isEqualTo(isLast);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, true", "0, 3, false", "100, 102, true", "100, 103, false", "20, 100, false", "0, -1, true"})
    void where_it_does_not_say_what_was_shown_is_counted(long before, long count, boolean isLast) {
        assertThat(page("{'count':" + count + ",'results':[{'id':1},{'id':2}]}", before)
                        .isLast())
                .isEqualTo(isLast);
    }

    @Test
    void a_list_that_neither_counts_nor_goes_on_is_whole() {
        ListPage page = page("{'results':[{'id':1}]}", 0);

        assertThat(page.isLast()).isTrue();
        assertThat(page.count()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'results':7}", "{'items':[]}", "[]"})
    void what_has_no_results_is_no_page(String json) throws JsonProcessingException {
        assertThat(ListPage.of(new ObjectMapper().readTree(json.replace('\'', '"')), 0))
                .isEmpty();
    }

    @Test
    void ids_are_texts_or_numbers() {
        assertThat(page("{'results':[{'id':7},{'id':'x-7'},{'id':null},{'id':{}},{},3,null]}", 0)
                        .invitations())
                .extracting(ListedInvitation::id)
                .containsExactly("7", "x-7", null, null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'created':'2026-05-04T12:00:00Z'             | 2026-05-04T12:00:00Z",
                "'created':'2026-05-04T12:00:00.123456+02:00' | 2026-05-04T10:00:00.123456Z",
                "'created':'2026-05-04'                       | ",
                "'created':'2026-05-04T12:00:00'              | ",
                "'created':{}                                 | ",
                "'created':null                               | "
            })
    void times_have_a_zone_or_are_none(String fields, Instant created) {
        assertThat(invitation(fields).created()).isEqualTo(created);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | 'active':true",
                "true  | 'active':false,'expired':'2020-01-01T00:00:00Z'",
                "true  | 'expired':'2026-05-04T12:00:01Z'",
                "true  | 'expired':null",
                "true  | 'expired':'soon'",
                "false | 'expired':'2026-05-04T12:00:00Z'",
                "false | 'active':true,'expired':'2020-01-01T00:00:00Z'"
            })
    void an_invitation_lives_until_it_lapses_or_was_accepted(boolean isLive, String fields) {
        assertThat(invitation(fields).isLive(NOW)).isEqualTo(isLive);
    }

    @Test
    void a_field_that_the_list_does_not_show_was_asked_for() {
        assertThat(invitation("'id':7").isIn("platform_key", "acme")).isTrue();
        assertThat(invitation("'platform_key':'acme'").isIn("platform_key", "acme"))
                .isTrue();
        assertThat(invitation("'platform_key':'Acme'").isIn("platform_key", "acme"))
                .isFalse();
    }

    @Test
    void only_the_marker_of_the_drop_tells_a_row() {
        ListedInvitation marked =
                invitation("'metadata':{'invitation_drop':'d1','invitation_attempt':'c-with-dashes-1f'}");

        assertThat(marked.row("d1")).hasValue(31);
        assertThat(marked.row("d2")).isEmpty();
        assertThat(marked.isMarked()).isTrue();
        assertThat(invitation("'metadata':{'other':1}").isMarked()).isFalse();
        assertThat(invitation("'id':7").isMarked()).isFalse();
    }

    private static ListedInvitation invitation(String fields) {
        return page("{'results':[{" + fields + "}]}", 0).invitations().get(0);
    }

    private static ListPage page(String json, long before) {
        try {
            return ListPage.of(new ObjectMapper().readTree(json.replace('\'', '"')), before)
                    .orElseThrow();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}

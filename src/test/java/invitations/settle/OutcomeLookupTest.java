package invitations.settle;

import static invitations.testing.LookupFixture.INTENDED;
import static invitations.testing.LookupFixture.answer;
import static invitations.testing.LookupFixture.invitation;
import static invitations.testing.LookupFixture.list;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.testing.LookupFixture;
import invitations.testing.OnePerson;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose an invitation is that a list shows: the row's own, another one of the person, or somebody else's. */
class OutcomeLookupTest extends OnePerson {
    @ParameterizedTest
    @ValueSource(strings = {"platform0", "an earlier call", "one-with-dashes"})
    void the_marker_of_the_row_from_any_attempt_is_proof(String call) {
        OutcomeLookup question = ask("ann@example.org", null);

        answer(question, list(invitation("'id':7,'email':null," + doubt().marker(call, 1) + BEFORE)));

        assertThat(status()).isEqualTo(RowStatus.INVITED);
        assertThat(doubt().result(1).remoteId()).isEqualTo("7");
        assertThat(question.goesOn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "ANN@Example.ORG", " Ann@example.org "})
    void addresses_are_compared_as_the_keys_are(String listed) {
        answer(ask("Ann@Example.org", null), list(invitation("'id':7,'email':'" + listed + "'" + LATELY)));

        assertThat(status()).isEqualTo(RowStatus.INVITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@bücher.de", "Ann@BÜCHER.de", "ann@xn--bcher-kva.de"})
    void a_domain_is_the_same_in_its_ascii_form(String listed) {
        answer(ask("ann@bücher.de", null), list(invitation("'id':7,'email':'" + listed + "'" + LATELY)));

        assertThat(status()).isEqualTo(RowStatus.INVITED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'email':'bob@example.org'",
                "'email':'ann@example.org.net'",
                "'email':null,'username':'ann'",
                "'email':['ann@example.org']",
                "'email':'ann@example.org','platform_key':'north'"
            })
    void a_server_that_does_not_filter_shows_others_who_prove_nothing(String other) {
        OutcomeLookup question = ask("ann@example.org", null);

        answer(question, list(invitation("'id':7," + other + LATELY)));
        OutcomeLookup second = again();
        answer(second, list(invitation("'id':7," + other + LATELY)));
        LookupFixture.nobody(second);

        assertThat(status()).isEqualTo(RowStatus.RETRYABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALREADY_INVITED | ''",
                "ALREADY_INVITED | ,'active':true,'expired':null",
                "ALREADY_INVITED | ,'active':true,'expired':'2026-05-04T12:01:31Z'",
                "ALREADY_INVITED | ,'active':false,'expired':'2026-01-01T00:00:00Z'",
                "NEEDS_REVIEW    | ,'active':true,'expired':'2026-05-04T12:01:29Z'",
                "NEEDS_REVIEW    | ,'expired':'2026-01-01T00:00:00+02:00'"
            })
    void an_older_invitation_counts_while_it_lives(RowStatus status, String more) {
        answer(ask("ann@example.org", null), list(invitation("'id':5," + ANN + BEFORE + more)));

        assertThat(status()).isEqualTo(status);
        assertThat(doubt().result(1).message()).contains("made 2026-05-04T11:59:00Z");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_several_older_ones_the_one_that_lives_counts(boolean liveFirst) {
        String live = invitation("'id':5," + ANN + BEFORE);
        String lapsed = invitation("'id':6," + ANN + BEFORE + ",'expired':'2026-01-01T00:00:00Z'");

        answer(ask("ann@example.org", null), liveFirst ? list(live, lapsed) : list(lapsed, live));

        assertThat(status()).isEqualTo(RowStatus.ALREADY_INVITED);
        assertThat(doubt().result(1).remoteId()).isEqualTo("5");
    }

    @Test
    void the_rows_own_invitation_counts_more_than_an_older_one() {
        String older = invitation("'id':5," + ANN + BEFORE);

        answer(ask("ann@example.org", null), list(older, invitation("'id':6," + ANN + LATELY)));

        assertThat(status()).isEqualTo(RowStatus.INVITED);
        assertThat(doubt().result(1).remoteId()).isEqualTo("6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'created':null", ",'created':'yesterday'", ",'created':1777896000"})
    void one_of_which_nobody_knows_when_it_was_made_is_not_taken_for_the_rows_own(String created) {
        answer(ask("ann@example.org", null), list(invitation("'id':5," + ANN + created)));

        assertThat(status()).isEqualTo(RowStatus.ALREADY_INVITED);
        assertThat(doubt().result(1).message()).endsWith("made it is not known when");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,   PT0S,   INVITED",
        "PT0S,   PT-1S,  INVITED",
        "PT0S,   PT-3S,  ALREADY_INVITED",
        "PT5H,   PT1S,   INVITED",
        "PT5H,   PT-1H,  ALREADY_INVITED",
        "PT-7H,  PT1S,   INVITED",
        "PT-7H,  PT-1M,  ALREADY_INVITED",
        "P-3000D, PT1S,  INVITED"
    })
    void when_it_was_made_is_told_by_the_apis_clock(Duration clockIsAhead, Duration sinceIntent, RowStatus status) {
        OutcomeLookup question = ask("ann@example.org", null);
        Instant created = INTENDED.plus(clockIsAhead).plus(sinceIntent);
        Instant answered = INTENDED.plus(clockIsAhead).plusSeconds(90);

        answer(question, answered, list(invitation("'id':5," + ANN + ",'created':'" + created + "'")));

        assertThat(status()).isEqualTo(status);
    }

    @Test
    void an_invitation_that_another_row_or_drop_made_is_not_the_rows_own() {
        doubt = LookupFixture.about(
                home,
                Duration.ZERO,
                LookupFixture.platform(1, "ann@example.org", null),
                LookupFixture.platform(2, "bob@example.org", null));
        String[] markers = {
            doubt.marker("platform0", 2),
            LookupFixture.marker(
                    "another-drop", "c-" + Long.toHexString(doubt.ids().get(0)))
        };

        for (int row = 1; row <= 2; row++) {
            String person = row == 1 ? "ann@example.org" : "bob@example.org";
            String marker = row == 1 ? markers[0] : markers[1];
            answer(again(), list(invitation("'id':5,'email':'" + person + "'," + marker + LATELY)));

            assertThat(doubt.result(row).status()).isEqualTo(RowStatus.ALREADY_INVITED);
        }
    }
}

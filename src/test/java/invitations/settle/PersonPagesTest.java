package invitations.settle;

import static invitations.testing.LookupFixture.INTENDED;
import static invitations.testing.LookupFixture.answer;
import static invitations.testing.LookupFixture.invitation;
import static invitations.testing.LookupFixture.list;
import static invitations.testing.LookupFixture.page;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.FlowControl;
import invitations.api.ListResult;
import invitations.invitation.RowStatus;
import invitations.testing.LookupFixture;
import invitations.testing.OnePerson;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a person is asked for, page by page, and what it means that nothing is found or nobody answers. */
class PersonPagesTest extends OnePerson {
    @Test
    void who_is_not_in_the_list_twice_may_be_invited_again() {
        OutcomeLookup first = ask("ann@example.org", null);
        assertThat(first.next().parameters())
                .isEqualTo(Map.of(
                        "platform_key",
                        "acme",
                        "email",
                        "ann@example.org",
                        "sort",
                        "id",
                        "page",
                        "1",
                        "page_size",
                        "100"));

        answer(first, list());
        assertThat(first.goesOn()).isFalse();
        assertThat(status()).isEqualTo(RowStatus.UNCERTAIN);
        OutcomeLookup second = again();
        answer(second, list());
        LookupFixture.nobody(second);

        assertThat(second.goesOn()).isFalse();
        assertThat(status()).isEqualTo(RowStatus.RETRYABLE);
    }

    @Test
    void a_person_on_a_later_page_is_found_and_no_address_of_an_answer_is_followed() {
        OutcomeLookup question = ask("ann@example.org", null);

        answer(question, page(LookupFixture.strangers(100)));
        assertThat(question.goesOn()).isTrue();
        assertThat(question.next().parameters())
                .containsEntry("page", "2")
                .containsEntry("email", "ann@example.org")
                .hasSize(5);
        answer(question, page(LookupFixture.strangers(100)));
        assertThat(question.next().parameters()).containsEntry("page", "3");
        answer(question, page(invitation("'id':7," + ANN + LATELY)));

        assertThat(status()).isEqualTo(RowStatus.INVITED);
        assertThat(question.goesOn()).isFalse();
    }

    @Test
    void a_list_that_does_not_end_is_for_a_person() {
        OutcomeLookup question = ask("ann@example.org", null);

        int pages = 0;
        while (question.goesOn()) {
            answer(question, page(LookupFixture.strangers(3)));
            pages++;
        }

        assertThat(pages).isEqualTo(20);
        assertThat(status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(doubt().result(1).message())
                .contains("its list does not end")
                .endsWith("look there, and decide");
    }

    @Test
    void a_user_name_is_asked_for_as_it_is_and_in_lower_case() {
        OutcomeLookup question = ask(null, "Ann");
        assertThat(question.next().parameters())
                .containsEntry("username", "Ann")
                .doesNotContainKey("email");

        answer(question, list());
        assertThat(question.next().parameters()).containsEntry("username", "ann");
        answer(question, list(invitation("'id':5,'username':'Ann'" + LATELY)));

        assertThat(status()).isEqualTo(RowStatus.INVITED);
    }

    @Test
    void by_address_as_it_was_sent_and_folded_and_by_user_name() {
        OutcomeLookup question = ask("Ann@Bücher.de", "ann");

        assertThat(question.next().parameters()).containsEntry("email", "Ann@Bücher.de");
        answer(question, page(LookupFixture.strangers(1)));
        answer(question, list());
        assertThat(question.next().parameters())
                .containsEntry("email", "ann@xn--bcher-kva.de")
                .containsEntry("page", "1");
        answer(question, list());
        assertThat(question.next().parameters())
                .containsEntry("username", "ann")
                .doesNotContainKey("email");
        assertThat(doubt().statuses()).containsExactly(RowStatus.UNCERTAIN);
        answer(question, list(invitation("'id':5,'username':'ann'" + LATELY)));

        assertThat(status()).isEqualTo(RowStatus.INVITED);
    }

    @Test
    void an_older_invitation_by_the_address_is_not_forgotten_over_the_user_name() {
        OutcomeLookup question = ask("ann@example.org", "ann");

        answer(question, list(invitation("'id':5," + ANN + BEFORE)));
        answer(question, list());

        assertThat(status()).isEqualTo(RowStatus.ALREADY_INVITED);
    }

    @Test
    void an_invitation_to_another_program_is_another_one() {
        doubt = LookupFixture.about(home, Duration.ZERO, LookupFixture.program(1, "acme+a", "ann@example.org"));
        OutcomeLookup question = again();
        assertThat(question.next().parameters())
                .containsEntry("platform_key", "acme")
                .containsEntry("program_key", "acme+a")
                .containsEntry("email", "ann@example.org");
        assertThat(question.target()).isEqualTo("program");

        answer(question, list(invitation("'id':5,'email':'ann@example.org','program_key':'acme+b'" + LATELY)));

        assertThat(status()).isEqualTo(RowStatus.UNCERTAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void an_answer_that_does_not_come_is_no_absence(int failingPage) {
        OutcomeLookup question = ask("ann@example.org", null);
        if (failingPage == 2) {
            answer(question, page(LookupFixture.strangers(2)));
        }

        question.take(new ListResult.NotNow(new FlowControl.None(), "away"), INTENDED);

        assertThat(question.goesOn()).isFalse();
        answer(again(), list());
        assertThat(status()).as("only one absence").isEqualTo(RowStatus.UNCERTAIN);
    }

    @Test
    void what_the_api_will_not_say_is_for_a_person() {
        OutcomeLookup question = ask("ann@example.org", null);

        question.take(new ListResult.Never(new FlowControl.None(), "HTTP 403: no"), INTENDED);

        assertThat(question.goesOn()).isFalse();
        assertThat(status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(doubt().result(1).message())
                .isEqualTo("it is not known whether they were invited, and the API will not say (HTTP 403: no);"
                        + " look there, and decide");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20, 7})
    void a_list_that_only_counts_is_read_to_its_end_however_short_its_pages_are(int size) {
        OutcomeLookup question = ask("ann@example.org", null);
        String head = "{\"count\":" + (2 * size + 1) + ",\"results\":[";

        answer(question, head + String.join(",", LookupFixture.strangers(size)) + "]}");
        answer(question, head + String.join(",", LookupFixture.strangers(size)) + "]}");
        assertThat(question.goesOn()).isTrue();
        answer(question, head + invitation("'id':7," + ANN + LATELY) + "]}");

        assertThat(status()).isEqualTo(RowStatus.INVITED);
    }
}

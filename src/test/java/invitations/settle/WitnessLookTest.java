package invitations.settle;

import static invitations.settle.Doubt.answer;
import static invitations.settle.Doubt.invitation;
import static invitations.settle.Doubt.list;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.call.Effect;
import invitations.call.ListReply;
import invitations.invitation.RowStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked for as a witness, and what it means whether they are shown. */
class WitnessLookTest {
    private static final String BOB = invitation("'id':5,'email':'bob@example.org'");
    private static final String CYD = invitation("'id':6,'email':'cyd@example.org'");

    @TempDir
    private Path home;

    private @Nullable Doubt doubt;

    @AfterEach
    void close() {
        if (doubt != null) {
            doubt.close();
        }
    }

    @Test
    void one_of_those_who_are_known_is_enough_where_the_list_filters() {
        Doubt about = known(Duration.ZERO);
        DoubtQuestion question = about(about);

        answer(question, list());
        assertThat(question.next().parameters()).containsEntry("email", "bob@example.org");
        answer(question, list());
        assertThat(question.next().parameters()).containsEntry("email", "cyd@example.org");
        answer(question, list(CYD));

        assertThat(question.goesOn()).isFalse();
        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.UNCERTAIN);
        DoubtQuestion second = about(about);
        answer(second, list());
        answer(second, list(BOB));
        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.RETRYABLE);
    }

    @Test
    void a_list_that_shows_others_must_show_the_first_and_the_last() {
        Doubt about = known(Duration.ZERO);
        DoubtQuestion question = about(about);

        answer(question, list(Doubt.strangers(3)));
        answer(question, list(BOB));
        assertThat(question.next().parameters()).containsEntry("email", "cyd@example.org");
        answer(question, list(BOB));

        assertThat(about.result(1).status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(about.result(1).code()).isEqualTo("CANNOT_ASK");
        assertThat(about.result(1).message()).contains("line 4 of drop " + about.drop.id());
    }

    @Test
    void a_list_that_shows_others_and_both_ends_is_complete() {
        Doubt about = known(Duration.ZERO);
        for (int reading = 1; reading <= 2; reading++) {
            DoubtQuestion question = about(about);
            answer(question, list(BOB, CYD));
            answer(question, list(BOB, CYD));
            answer(question, list(BOB, CYD));
            assertThat(question.goesOn()).isFalse();
        }

        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.RETRYABLE);
    }

    @Test
    void who_was_invited_just_now_may_not_be_shown_yet() {
        Doubt about = known(Duration.ofHours(1));
        DoubtQuestion question = about(about);

        answer(question, list());
        answer(question, list());
        answer(question, list());

        assertThat(question.goesOn()).isFalse();
        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.UNCERTAIN);
    }

    @Test
    void while_one_question_finds_out_another_waits_and_gets_no_answer_of_one_that_got_none() throws Exception {
        Doubt about = known(Duration.ZERO);
        Witnesses witnesses = new Witnesses(about.ledger);
        WitnessLook first = witnesses.look(about.row(1), Doubt.people("platform"), false);
        CompletableFuture<WitnessLook> second =
                CompletableFuture.supplyAsync(() -> witnesses.look(about.row(1), Doubt.people("platform"), false));

        first.abandon();

        assertThat(second.get(20, TimeUnit.SECONDS).testimony()).isEmpty();
        DoubtQuestion question = about(about);
        answer(question, list());
        question.take(new ListReply.NotNow(new Effect.None(), "away"), Doubt.INTENDED);
        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.UNCERTAIN);
    }

    @Test
    void what_was_found_out_counts_for_a_hundred_absences() {
        Doubt about = known(Duration.ZERO);
        Witnesses witnesses = new Witnesses(about.ledger);
        Witnesses.Place place = Witnesses.Place.of(about.row(1));
        Testimony shown = new Testimony(Testimony.Verdict.SHOWN, "", "");
        witnesses.judged(place, false, shown);

        for (int absence = 1; absence <= 100; absence++) {
            assertThat(witnesses.before(place, false)).contains(shown);
        }
        assertThat(witnesses.before(place, false)).isEmpty();
    }

    /** A row in doubt, and two whose people are known. */
    private Doubt known(Duration settleTime) {
        Doubt about = Doubt.about(
                home,
                settleTime,
                Doubt.platform(1, "ann@example.org", null),
                Doubt.platform(2, "bob@example.org", null),
                Doubt.platform(3, "cyd@example.org", null));
        about.ledger.settlements().found(about.ids().get(1), "5");
        about.ledger.settlements().found(about.ids().get(2), "6");
        doubt = about;
        return about;
    }

    private static DoubtQuestion about(Doubt about) {
        return new DoubtQuestion(
                about.ledger.settlements(),
                about.drop,
                about.row(1),
                Doubt.people("platform"),
                new Witnesses(about.ledger),
                Clock.fixed(Doubt.INTENDED.plusSeconds(90), ZoneOffset.UTC));
    }
}

package invitations.settle;

import static invitations.testing.LookupFixture.answer;
import static invitations.testing.LookupFixture.invitation;
import static invitations.testing.LookupFixture.list;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.FlowControl;
import invitations.api.ListResult;
import invitations.invitation.RowStatus;
import invitations.testing.Aside;
import invitations.testing.LookupFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked for as a witness, and what it means whether they are shown. */
class WitnessLookupTest {
    private static final String BOB = invitation("'id':5,'email':'bob@example.org'");
    private static final String CYD = invitation("'id':6,'email':'cyd@example.org'");

    @TempDir
    private Path home;

    private @Nullable LookupFixture doubt;

    @AfterEach
    void close() {
        if (doubt != null) {
            doubt.close();
        }
    }

    @Test
    void one_of_those_who_are_known_is_enough_where_the_list_filters() {
        LookupFixture about = known(Duration.ZERO);
        OutcomeLookup question = about(about);

        answer(question, list());
        assertThat(question.next().parameters()).containsEntry("email", "bob@example.org");
        answer(question, list());
        assertThat(question.next().parameters()).containsEntry("email", "cyd@example.org");
        answer(question, list(CYD));

        assertThat(question.goesOn()).isFalse();
        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.UNCERTAIN);
        OutcomeLookup second = about(about);
        answer(second, list());
        answer(second, list(BOB));
        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.RETRYABLE);
    }

    @Test
    void a_list_that_shows_others_must_show_the_first_and_the_last() {
        LookupFixture about = known(Duration.ZERO);
        OutcomeLookup question = about(about);

        answer(question, list(LookupFixture.strangers(3)));
        answer(question, list(BOB));
        assertThat(question.next().parameters()).containsEntry("email", "cyd@example.org");
        answer(question, list(BOB));

        assertThat(about.result(1).status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(about.result(1).code()).isEqualTo("CANNOT_ASK");
        assertThat(about.result(1).message()).contains("line 4 of drop " + about.drop.id());
    }

    @Test
    void a_list_that_shows_others_is_complete_up_to_the_last_who_is_shown() {
        LookupFixture about = known(Duration.ZERO, new SteppingClock());
        for (int reading = 1; reading <= 2; reading++) {
            OutcomeLookup question = about(about);
            answer(question, list(BOB, CYD));
            answer(question, list(BOB, CYD));
            answer(question, list(BOB, CYD));
            assertThat(question.goesOn()).isFalse();
        }

        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.RETRYABLE);
    }

    /** Its first call was about to be made before theirs, and its last one was made behind them. */
    @Test
    void a_list_that_shows_others_may_end_before_who_was_sent_again() {
        LookupFixture about = known(Duration.ZERO, new SteppingClock());
        about.ledger.settlements().absent(about.ids().get(0));
        about.ledger.settlements().absent(about.ids().get(0));
        about.sendAgain(1);
        OutcomeLookup question = about(about);

        answer(question, list(BOB, CYD));
        answer(question, list(BOB, CYD));
        answer(question, list(BOB, CYD));

        assertThat(about.result(1).status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(about.result(1).message()).contains("nobody who was invited after them");
    }

    @Test
    void a_list_that_shows_others_may_end_before_those_who_were_invited_last() {
        LookupFixture about = known(Duration.ZERO);
        OutcomeLookup question = about(about);

        answer(question, list(BOB, CYD));
        answer(question, list(BOB, CYD));
        answer(question, list(BOB, CYD));

        assertThat(about.result(1).status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(about.result(1).code()).isEqualTo("CANNOT_ASK");
        assertThat(about.result(1).message()).contains("nobody who was invited after them");
    }

    @Test
    void who_was_invited_just_now_may_not_be_shown_yet() {
        LookupFixture about = known(Duration.ofHours(1));
        OutcomeLookup question = about(about);

        answer(question, list());
        answer(question, list());
        answer(question, list());

        assertThat(question.goesOn()).isFalse();
        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.UNCERTAIN);
    }

    @Test
    void while_one_question_finds_out_another_waits_and_gets_no_answer_of_one_that_got_none() throws Exception {
        LookupFixture about = known(Duration.ZERO);
        Witnesses witnesses = new Witnesses(about.ledger);
        WitnessLookup first = witnesses.look(about.row(1), LookupFixture.people("platform"), false);
        CompletableFuture<WitnessLookup> second =
                Aside.supply(() -> witnesses.look(about.row(1), LookupFixture.people("platform"), false));

        first.abandon();

        assertThat(second.get(20, TimeUnit.SECONDS).testimony()).isEmpty();
        OutcomeLookup question = about(about);
        answer(question, list());
        question.take(new ListResult.NotNow(new FlowControl.None(), "away"), LookupFixture.INTENDED);
        assertThat(about.statuses().get(0)).isEqualTo(RowStatus.UNCERTAIN);
    }

    @Test
    void what_was_found_out_counts_for_a_hundred_absences() {
        LookupFixture about = known(Duration.ZERO);
        Witnesses witnesses = new Witnesses(about.ledger);
        Witnesses.Place place = Witnesses.Place.of(about.row(1));
        Testimony shown = new Testimony(Testimony.Verdict.SHOWN, "", Long.MAX_VALUE, "");
        witnesses.judged(place, false, shown);

        for (int absence = 1; absence <= 100; absence++) {
            assertThat(witnesses.before(place, false)).contains(shown);
        }
        assertThat(witnesses.before(place, false)).isEmpty();
    }

    /** A row in doubt, and two whose people are known. */
    private LookupFixture known(Duration settleTime) {
        return known(settleTime, Clock.fixed(LookupFixture.INTENDED, ZoneOffset.UTC));
    }

    /** The same, each by a call of its own, by that clock. */
    private LookupFixture known(Duration settleTime, Clock clock) {
        LookupFixture about = LookupFixture.about(
                home,
                settleTime,
                1,
                clock,
                LookupFixture.platform(1, "ann@example.org", null),
                LookupFixture.platform(2, "bob@example.org", null),
                LookupFixture.platform(3, "cyd@example.org", null));
        about.ledger.settlements().found(about.ids().get(1), "5");
        about.ledger.settlements().found(about.ids().get(2), "6");
        doubt = about;
        return about;
    }

    private static OutcomeLookup about(LookupFixture about) {
        return new OutcomeLookup(
                about.ledger.settlements(),
                about.drop,
                about.row(1),
                LookupFixture.people("platform"),
                new Witnesses(about.ledger),
                Clock.fixed(LookupFixture.INTENDED.plusSeconds(90), ZoneOffset.UTC));
    }

    /** Each look at it is a millisecond later than the one before: so each call is made later than the one before. */
    private static final class SteppingClock extends Clock {
        private final AtomicLong millis = new AtomicLong(LookupFixture.INTENDED.toEpochMilli());

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.getAndIncrement());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}

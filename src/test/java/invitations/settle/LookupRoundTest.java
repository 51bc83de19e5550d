package invitations.settle;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.FlowControl;
import invitations.api.ListResult;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowStatus;
import invitations.testing.LookupFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which questions a reading of the lists asks, and in which order. */
class LookupRoundTest {
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
    void by_marker_first_and_then_by_person_for_each_row_that_is_left() {
        doubt = LookupFixture.about(
                home,
                Duration.ZERO,
                LookupFixture.platform(1, "ann@example.org", null),
                LookupFixture.platform(2, null, "bob"),
                LookupFixture.program(3, "acme+a", "ann@example.org"));
        LookupRound round = reading(LookupFixture.EVER);

        assertThat(round.isOver()).isFalse();
        List<Lookup> byMarker = all(round.next(Set.of()));
        assertThat(byMarker)
                .extracting(lookup ->
                        lookup.target() + " " + lookup.next().parameters().get("invitation_call"))
                .containsExactlyInAnyOrder("platform platform0", "program program0");
        assertThat(round.isOver()).isFalse();
        doubt.ledger.settlements().found(doubt.ids().get(0), "7");
        List<Lookup> byPerson = all(round.next(Set.of()));

        assertThat(round.isOver()).isTrue();
        assertThat(byPerson).hasSize(2);
        assertThat(byPerson.get(0).next().parameters())
                .containsEntry("username", "bob")
                .containsEntry("platform_key", "acme");
        assertThat(byPerson.get(1).next().parameters())
                .containsEntry("email", "ann@example.org")
                .containsEntry("program_key", "acme+a");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, call", "2, 1, drop", "150, 150, call", "150, 75, call", "150, 74, drop", "150, 1, drop"})
    void call_by_call_only_where_that_takes_fewer_requests(int rows, int batch, String by) {
        doubt = LookupFixture.about(home, Duration.ZERO, batch, people(rows));

        List<Lookup> questions = all(reading(LookupFixture.EVER).next(Set.of()));

        assertThat(questions)
                .allSatisfy(lookup -> assertThat(lookup.next().parameters()).containsKey("invitation_" + by))
                .hasSize(by.equals("drop") ? 1 : (rows + batch - 1) / batch);
    }

    @Test
    void every_row_is_asked_about_once_however_many_there_are() {
        doubt = LookupFixture.about(home, Duration.ZERO, people(1_203));
        LookupRound round = reading(LookupFixture.EVER);
        all(round.next(Set.of()));

        List<String> asked = new ArrayList<>();
        for (Iterator<Lookup> questions = round.next(Set.of()); questions.hasNext(); ) {
            Lookup lookup = questions.next();
            asked.add(lookup.next().parameters().get("email"));
            LookupFixture.answer(lookup, LookupFixture.list());
        }

        assertThat(asked).hasSize(1_203).doesNotHaveDuplicates();
        assertThat(doubt.statuses()).as("one reading proves nothing").containsOnly(RowStatus.UNCERTAIN);
    }

    @Test
    void targets_that_cannot_be_asked_are_left_out() {
        doubt = LookupFixture.about(
                home,
                Duration.ZERO,
                LookupFixture.platform(1, "ann@example.org", null),
                LookupFixture.program(2, "acme+a", "ann@example.org"));
        LookupRound round = reading(LookupFixture.EVER);

        assertThat(all(round.next(Set.of("program"))))
                .extracting(Lookup::target)
                .containsExactly("platform");
        assertThat(all(round.next(Set.of("platform")))).isEmpty();
    }

    @Test
    void a_target_that_was_not_asked_by_marker_is_not_asked_by_person() {
        doubt = LookupFixture.about(
                home,
                Duration.ZERO,
                LookupFixture.platform(1, "ann@example.org", null),
                LookupFixture.program(2, "acme+a", "ann@example.org"));
        LookupRound round = reading(LookupFixture.EVER);

        assertThat(all(round.next(Set.of("program")))).isNotEmpty();

        assertThat(all(round.next(Set.of()))).extracting(Lookup::target).containsExactly("platform");
    }

    @Test
    void rows_that_are_not_due_are_not_asked_about() {
        doubt = LookupFixture.about(home, Duration.ofHours(1), people(2));
        LookupRound round = reading(doubt.ledger.settleClock().now());

        assertThat(all(round.next(Set.of()))).isEmpty();
        assertThat(all(round.next(Set.of()))).isEmpty();
        assertThat(round.isOver()).isTrue();
    }

    @Test
    void when_the_list_is_away_nobody_is_asked_for_by_name() {
        doubt = LookupFixture.about(home, Duration.ofHours(1), people(3));
        long due = doubt.ledger.settleClock().due();
        LookupRound round = reading(due);
        Lookup marker = all(round.next(Set.of())).get(0);
        LookupFixture now = doubt;
        Awaitility.await().until(() -> now.ledger.settleClock().due() > due);

        marker.take(new ListResult.NotNow(new FlowControl.None(), "away"), LookupFixture.INTENDED);

        assertThat(all(round.next(Set.of()))).isEmpty();
    }

    @Test
    void an_empty_step_has_no_next_question() {
        doubt = LookupFixture.about(home, Duration.ZERO, people(1));
        doubt.ledger.settlements().found(doubt.ids().get(0), "7");
        LookupRound round = reading(LookupFixture.EVER);
        assertThat(all(round.next(Set.of()))).isEmpty();

        Iterator<Lookup> questions = round.next(Set.of());

        Assertions.assertThatThrownBy(questions::next).isInstanceOf(NoSuchElementException.class);
    }

    private LookupRound reading(long asOf) {
        LookupFixture about = Objects.requireNonNull(doubt);
        Clock clock = Clock.fixed(LookupFixture.INTENDED.plusSeconds(90), ZoneOffset.UTC);
        return new LookupRound(
                about.ledger, about.drop, asOf, target -> Optional.of(LookupFixture.people(target)), clock);
    }

    private static PlannedRow[] people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> LookupFixture.platform(n, "person" + n + "@example.org", null))
                .toArray(PlannedRow[]::new);
    }

    private static List<Lookup> all(Iterator<Lookup> questions) {
        List<Lookup> all = new ArrayList<>();
        questions.forEachRemaining(all::add);
        return all;
    }
}

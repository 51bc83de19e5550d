package invitations.guard;

import static invitations.guard.GuardStage.both;
import static invitations.guard.GuardStage.people;
import static invitations.guard.GuardStage.withInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.feed.guard.ApprovalSettings.When;
import invitations.feed.guard.Guard;
import invitations.invitation.DropState;
import invitations.invitation.PlannedRow;
import invitations.ledger.drop.Drop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each guard just under and just over its share and its least number, with the figures of a real ledger. */
class GuardBorderTest {
    @TempDir
    Path home;

    private GuardStage stage;

    @BeforeEach
    void open() {
        stage = new GuardStage(home);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest(name = "{0} right and {1} wrong rows")
    @CsvSource({
        "16, 4, true", // share and number reached
        "17, 4, false", // just under the share
        "12, 3, false", // the share, and just under the number
        "11, 3, false",
        "0, 4, true",
        "0, 3, false"
    })
    void invalid(int right, int wrong, boolean isHeld) {
        stage.guard(Guard.INVALID, "20% and 4");

        assertThat(stage.holds(withInvalid(people(0, right), wrong))).isEqualTo(named(isHeld, "invalid"));
    }

    @ParameterizedTest(name = "{0} people")
    @CsvSource({"4, false", "5, true", "6, true"})
    void invitations(int people, boolean isHeld) {
        stage.guard(Guard.INVITATIONS, "5");

        assertThat(stage.holds(people(0, people))).isEqualTo(named(isHeld, "invitations"));
    }

    @Test
    void only_who_would_be_invited_counts() {
        stage.sent(people(0, 4));
        stage.guard(Guard.INVITATIONS, "5");
        List<PlannedRow> rows = new ArrayList<>(people(0, 8));
        rows.addAll(both(rows, people(0, 4), "example.org", 4).subList(8, 12));

        assertThat(stage.holds(withInvalid(rows, 3))).isEmpty();
        assertThat(stage.holds(people(0, 9))).containsExactly("invitations");
    }

    @ParameterizedTest(name = "{0} rows after {1}")
    @CsvSource({
        "15, 10, true",
        "14, 10, false",
        "19, 14, false",
        "21, 14, true",
        "14, 8, true",
        "12, 8, false",
        "10, 10, false"
    })
    void growth(int rows, int before, boolean isHeld) {
        stage.sent(people(0, before));
        stage.guard(Guard.GROWTH, "50% and 5");

        assertThat(stage.holds(people(0, rows))).isEqualTo(named(isHeld, "growth"));
    }

    @ParameterizedTest(name = "{0} rows after {1}")
    @CsvSource({
        "14, 20, true",
        "15, 20, false",
        "7, 10, false",
        "4, 10, true",
        "11, 16, false",
        "0, 6, true",
        "0, 5, false"
    })
    void shrinkage(int rows, int before, boolean isHeld) {
        stage.sent(people(0, before));
        stage.guard(Guard.SHRINKAGE, "30% and 6");

        assertThat(stage.holds(people(0, rows))).isEqualTo(named(isHeld, "shrinkage"));
    }

    @ParameterizedTest(name = "{0} known and {1} new people")
    @CsvSource({"6, 4, true", "7, 4, false", "4, 3, false", "0, 4, true"})
    void new_people(int known, int joiners, boolean isHeld) {
        stage.roster().sent(people(0, 10));
        stage.guard(Guard.NEW_PEOPLE, "40% and 4");

        assertThat(stage.holds(both(people(0, known), people(0, joiners), "example.org", 100)))
                .isEqualTo(named(isHeld, "new-people"));
    }

    @Test
    void new_people_holds_rosters_alone_and_those_of_feeds_with_a_history(@TempDir Path other) {
        stage.guard(Guard.NEW_PEOPLE, "40% and 4");
        stage.sent(people(0, 10));
        assertThat(stage.holds(people(10, 20))).as("a delta").isEmpty();
        stage.close();
        stage = new GuardStage(other);
        stage.roster().guard(Guard.NEW_PEOPLE, "40% and 4");
        assertThat(stage.holds(people(0, 10))).as("the first file").isEmpty();
    }

    @ParameterizedTest(name = "{0} known and {1} others")
    @CsvSource({"7, 3, true", "8, 3, false", "4, 2, false", "0, 3, true"})
    void unknown_domains(int known, int others, boolean isHeld) {
        stage.sent(people(0, 3));
        stage.guard(Guard.UNKNOWN_DOMAINS, "30% and 3");

        assertThat(stage.holds(both(people(10, 10 + known), people(0, others), "elsewhere.example", 0)))
                .isEqualTo(named(isHeld, "unknown-domains"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MÜNCHEN.example", "münchen.EXAMPLE", "xn--mnchen-3ya.example", "XN--MNCHEN-3YA.Example"})
    void a_domain_in_other_letters_is_the_same(String domain) {
        stage.sent(people(0, 3, "münchen.example"));
        stage.guard(Guard.UNKNOWN_DOMAINS, "1% and 1");

        assertThat(stage.holds(people(10, 14, domain))).isEmpty();
        assertThat(stage.holds(people(20, 24, "x" + domain))).containsExactly("unknown-domains");
    }

    @Test
    void a_domain_is_known_when_somebody_there_was_invited_and_not_before() {
        stage.sent(people(0, 3));
        stage.guard(Guard.UNKNOWN_DOMAINS, "30% and 3");
        Drop held = stage.plan(people(0, 4, "new.example"));
        assertThat(stage.held(held)).containsExactly("unknown-domains");
        stage.discarded(held);
        assertThat(stage.holds(people(10, 14, "new.example"))).containsExactly("unknown-domains");
        stage.sent(people(20, 24, "new.example"));
        assertThat(stage.holds(people(30, 34, "new.example"))).isEmpty();
    }

    @Test
    void a_file_without_rows_is_held_in_a_roster() {
        assertThat(stage.holds(List.of())).isEmpty();
        stage.roster();
        assertThat(stage.holds(List.of())).containsExactly("empty");
        assertThat(stage.holds(people(0, 1))).isEmpty();
    }

    @Test
    void after_a_file_without_rows_the_one_before_it_counts() {
        stage.sent(people(0, 10));
        stage.sent(List.of());
        stage.guard(Guard.GROWTH, "50% and 5");

        assertThat(stage.holds(people(0, 11))).isEmpty();
        assertThat(stage.holds(people(0, 15))).containsExactly("growth");
    }

    @Test
    void all_guards_that_trip_are_named() {
        stage.roster().sent(people(0, 10));
        stage.guard(Guard.INVALID, "10% and 2")
                .guard(Guard.INVITATIONS, "5")
                .guard(Guard.INVITATIONS_A_DAY, "15")
                .guard(Guard.GROWTH, "50% and 5")
                .guard(Guard.SHRINKAGE, "30% and 5")
                .guard(Guard.NEW_PEOPLE, "40% and 5")
                .guard(Guard.UNKNOWN_DOMAINS, "30% and 3");

        Drop drop = stage.plan(withInvalid(people(0, 18, "elsewhere.example"), 2));

        assertThat(stage.held(drop))
                .containsExactly(
                        "invalid", "invitations", "invitations-a-day", "growth", "new-people", "unknown-domains");
        assertThat(drop.message())
                .contains("2 of 20 rows are wrong")
                .contains("18 people would be invited")
                .contains("10 more")
                .contains("18 of 20 people would be new")
                .contains("such as elsewhere.example (18)");
    }

    @Test
    void without_any_guard_nothing_is_held() {
        stage.sent(people(0, 10));

        assertThat(stage.holds(withInvalid(people(0, 900, "elsewhere.example"), 900)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void the_feed_says_whether_a_person_is_asked(When when) {
        stage.guard(Guard.INVITATIONS, "5").approval(when);

        assertThat(stage.holds(people(0, 4))).isEqualTo(named(when == When.ALWAYS, "approval"));
        assertThat(stage.holds(people(10, 15)))
                .isEqualTo(
                        switch (when) {
                            case ALWAYS -> List.of("invitations", "approval");
                            case GUARDS -> List.of("invitations");
                            case NEVER -> List.of();
                        });
    }

    @Test
    void dead_letters_that_come_back_are_compared_with_nothing_and_nothing_with_them() {
        stage.roster().usual().sent(people(0, 20));
        stage.guard(Guard.GROWTH, "50% and 5")
                .guard(Guard.SHRINKAGE, "30% and 5")
                .guard(Guard.NEW_PEOPLE, "40% and 2");
        List<String> corrected = List.of("email", "_line", "_status", "_code", "_message", "_suggestion");

        Drop drop = stage.plan(people(30, 33), corrected);

        assertThat(stage.held(drop)).isEmpty();
        stage.sent(drop);
        assertThat(stage.holds(people(0, 21)))
                .as("compared with the file before")
                .isEmpty();
        stage.guard(Guard.INVITATIONS, "3");
        assertThat(stage.held(stage.plan(people(40, 43), corrected)))
                .as("what counts without comparison")
                .containsExactly("invitations");
    }

    @Test
    void drops_that_were_held_and_discarded_are_compared_with_nothing() {
        stage.sent(people(0, 10));
        stage.guard(Guard.GROWTH, "50% and 5");
        Drop doubled = stage.plan(people(0, 20));
        assertThat(stage.held(doubled)).containsExactly("growth");

        assertThat(stage.holds(people(0, 21))).as("while it is held").containsExactly("growth");
        stage.discarded(doubled);
        assertThat(stage.holds(people(0, 22))).containsExactly("growth");
        assertThat(stage.holds(people(0, 11))).isEmpty();
    }

    @Test
    void another_reading_takes_the_place_of_the_first_one() {
        stage.sent(people(0, 10));
        stage.guard(Guard.SHRINKAGE, "30% and 5");
        Drop first = stage.sent(stage.plan(people(0, 30)));
        Drop second = stage.ledger()
                .drops()
                .receive("staff", first.content(), "people.csv", "again/people.csv", 10, first)
                .drop();
        second = stage.plan(second, people(0, 12), List.of("email"));

        stage.reported(first);
        stage.sent(second);
        assertThat(stage.holds(people(0, 11))).isEmpty();
        assertThat(stage.holds(people(0, 7))).containsExactly("shrinkage");
    }

    @Test
    void a_drop_that_is_held_is_not_released_by_planning_another_file() {
        stage.guard(Guard.INVITATIONS, "5");
        Drop held = stage.plan(people(0, 6));
        stage.sent(people(10, 12));

        assertThat(stage.ledger().drops().now(held).state()).isEqualTo(DropState.HELD);
        assertThat(stage.ledger().drops().open()).isEmpty();
    }

    @Test
    void the_day_counts_what_was_invited_and_is_about_to_be() {
        stage.guard(Guard.INVITATIONS_A_DAY, "10");
        stage.sent(people(0, 4));
        Drop sending = stage.plan(people(10, 13));
        assertThat(sending.state()).isEqualTo(DropState.SENDING);

        assertThat(stage.holds(people(20, 22))).isEmpty();
        // What was planned last is about to be sent as well.
        assertThat(stage.holds(people(30, 31))).containsExactly("invitations-a-day");
        assertThat(stage.holds(people(0, 4))).as("nobody new").isEmpty();
    }

    @ParameterizedTest(name = "{0}: from {1} to {2}")
    @CsvSource({
        "Europe/Berlin, 2026-02-10T23:00:00Z, 2026-02-11T23:00:00Z",
        "Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z", // 23 hours
        "Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z", // 25 hours
        "Asia/Kolkata, 2026-10-24T18:30:00Z, 2026-10-25T18:30:00Z",
        "Africa/Cairo, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z", // there is no midnight
        "UTC, 2026-10-25T00:00:00Z, 2026-10-26T00:00:00Z"
    })
    void the_day_is_that_of_the_feeds_zone(String zone, String began, String ended) {
        stage.zone(zone).guard(Guard.INVITATIONS_A_DAY, "10");
        Instant first = Instant.parse(began);
        Instant last = Instant.parse(ended).minusMillis(1);

        stage.at(first.minusMillis(1)).sent(people(0, 5));
        stage.at(first).sent(people(10, 15));

        stage.at(last);
        assertThat(stage.holds(people(20, 25))).containsExactly("invitations-a-day");
        assertThat(stage.holds(people(20, 24))).isEmpty();
        stage.at(last.plusMillis(1));
        // Four of the day before are about to be sent.
        assertThat(stage.holds(people(30, 36))).containsExactly("invitations-a-day");
        assertThat(stage.holds(people(40, 45))).isEmpty();
    }

    @Test
    void what_was_sent_before_midnight_does_not_count_after_it() {
        stage.zone("UTC").guard(Guard.INVITATIONS_A_DAY, "6");
        stage.at("2026-05-01T23:59:59Z");
        Drop first = stage.called(stage.plan(people(0, 5)));
        stage.at("2026-05-02T00:00:01Z").reported(first);

        assertThat(stage.holds(people(10, 15))).isEmpty();
        assertThat(stage.holds(people(20, 21))).containsExactly("invitations-a-day");
    }

    private static List<String> named(boolean isHeld, String guard) {
        return isHeld ? List.of(guard) : List.of();
    }
}

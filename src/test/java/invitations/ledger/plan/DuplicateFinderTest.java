package invitations.ledger.plan;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.PlannedRow;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DuplicateFinderTest {
    private static final Map<String, Object> SAME = Map.of("first_name", "Ann");
    private static final Map<String, Object> OTHER = Map.of("first_name", "Anna");

    @TempDir
    private Path home;

    private LedgerFixture test;

    @BeforeEach
    void open() {
        test = new LedgerFixture(home);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void the_first_of_three_of_a_kind_is_sent() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "bob@example.org"),
                LedgerFixture.row(2, "ann@example.org"),
                LedgerFixture.row(3, "ann@example.org"),
                LedgerFixture.row(4, "ann@example.org"));

        assertThat(test.statuses(drop))
                .containsExactly(RowStatus.PLANNED, RowStatus.PLANNED, RowStatus.DUPLICATE, RowStatus.DUPLICATE);
        ResultRow last = test.results(drop).get(3);
        assertThat(last.code()).isEqualTo("DUPLICATE_IN_FILE");
        assertThat(last.message()).isEqualTo("the same as line 3");
    }

    @Test
    void the_same_person_with_other_data_is_held_back_wherever_it_stands() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "ann@example.org", null, SAME),
                LedgerFixture.row(2, "bob@example.org"),
                LedgerFixture.row(3, "ann@example.org", null, OTHER),
                LedgerFixture.row(4, "ann@example.org", null, SAME));

        assertThat(test.statuses(drop))
                .containsExactly(RowStatus.INVALID, RowStatus.PLANNED, RowStatus.INVALID, RowStatus.INVALID);
        ResultRow first = test.results(drop).get(0);
        assertThat(first.code()).isEqualTo("CONFLICTING_DUPLICATE");
        assertThat(first.message())
                .contains("in 3 rows")
                .contains("first on line 2")
                .contains("last on line 5");
    }

    @Test
    void an_address_in_other_letters_is_the_same_person_with_the_same_data() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "Ann@Example.org", null, SAME),
                LedgerFixture.row(2, "ann@example.org", null, SAME),
                LedgerFixture.row(3, "ANN@bücher.example", null, SAME),
                LedgerFixture.row(4, "ann@xn--bcher-kva.example", null, SAME));

        assertThat(test.statuses(drop))
                .containsExactly(RowStatus.PLANNED, RowStatus.DUPLICATE, RowStatus.PLANNED, RowStatus.DUPLICATE);
        assertThat(test.open(drop).get(0).item()).as("sent as given").contains("Ann@Example.org");
    }

    @Test
    void an_address_in_other_letters_does_not_hide_other_data() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "Ann@example.org", null, Map.of("first_name", "ann")),
                LedgerFixture.row(2, "ann@example.org", null, Map.of("first_name", "Ann")));

        assertThat(test.statuses(drop)).containsExactly(RowStatus.INVALID, RowStatus.INVALID);
    }

    @Test
    void an_address_with_two_user_names_is_a_conflict_as_is_one_with_and_without() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "ann@example.org", "ann", SAME),
                LedgerFixture.row(2, "ann@example.org", "anna", SAME),
                LedgerFixture.row(3, "bob@example.org", "bob", SAME),
                LedgerFixture.row(4, "bob@example.org", null, SAME),
                LedgerFixture.row(5, null, "cyd", SAME),
                LedgerFixture.row(6, "cyd@example.org", "cyd", SAME));

        assertThat(test.statuses(drop)).containsOnly(RowStatus.INVALID);
    }

    @Test
    void conflicts_spread_over_either_key() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "ann@example.org", "ann", SAME),
                LedgerFixture.row(2, "ann@example.org", "ann", SAME),
                LedgerFixture.row(3, "anna@example.org", "ann", SAME),
                LedgerFixture.row(4, "anna@example.org", "anna", SAME),
                LedgerFixture.row(5, "dan@example.org", "dan", SAME));

        assertThat(test.statuses(drop))
                .containsExactly(
                        RowStatus.INVALID, RowStatus.INVALID, RowStatus.INVALID, RowStatus.INVALID, RowStatus.PLANNED);
    }

    @Test
    void two_keys_said_twice_are_one_duplicate() {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "ann@example.org", "ann", SAME),
                LedgerFixture.row(2, "ANN@example.org", "ann", SAME));

        assertThat(test.statuses(drop)).containsExactly(RowStatus.PLANNED, RowStatus.DUPLICATE);
    }

    @Test
    void a_user_name_that_is_an_address_is_the_same_person() {
        Drop drop = test.dropOf(
                "aa", LedgerFixture.row(1, "ann@example.org"), LedgerFixture.row(2, null, "ann@example.org", Map.of()));

        assertThat(test.statuses(drop)).containsExactly(RowStatus.INVALID, RowStatus.INVALID);
    }

    @Test
    void the_next_drop_does_not_remember_the_repetitions_of_the_one_before() {
        test.dropOf("aa", LedgerFixture.row(1, "ann@example.org"), LedgerFixture.row(2, "ann@example.org"));

        Drop next = test.dropOf("bb", LedgerFixture.row(1, "ann@example.org"), LedgerFixture.row(2, "bob@example.org"));

        assertThat(test.statuses(next)).containsExactly(RowStatus.PLANNED, RowStatus.PLANNED);
    }

    @Test
    void a_file_of_nothing_but_one_person_is_sent_once() {
        PlannedRow[] rows = LongStream.rangeClosed(1, 2_000)
                .mapToObj(n -> LedgerFixture.row(n, "ann@example.org"))
                .toArray(PlannedRow[]::new);

        Drop drop = test.dropOf("aa", rows);

        assertThat(LedgerFixture.byStatus(test.ledger(), drop))
                .isEqualTo(Map.of(RowStatus.PLANNED, 1L, RowStatus.DUPLICATE, 1_999L));
    }

    @Test
    void whom_another_drop_invited_is_already_invited_through_either_key() {
        Drop first = test.dropOf("aa", LedgerFixture.row(1, "Ann@example.org", "ann", SAME));
        test.ask(first);
        test.end(first, RowStatus.INVITED);

        Drop second = test.dropOf(
                "bb",
                LedgerFixture.row(1, "bob@example.org"),
                LedgerFixture.row(2, "ann@example.org", null, OTHER),
                LedgerFixture.row(3, "other@example.org", "ann", OTHER));

        assertThat(test.statuses(second))
                .containsExactly(RowStatus.PLANNED, RowStatus.ALREADY_INVITED, RowStatus.ALREADY_INVITED);
        ResultRow row = test.results(second).get(1);
        assertThat(row.code()).isEqualTo("ALREADY_INVITED");
        assertThat(row.message()).isEqualTo("invited by drop " + first.id() + ", line 2");
    }

    @ParameterizedTest
    @EnumSource(
            value = RowStatus.class,
            names = {"REFUSED", "RETRYABLE", "UNCERTAIN", "NEEDS_REVIEW"})
    void whom_another_drop_did_not_invite_for_certain_stays_planned(RowStatus status) {
        Drop first = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(first);
        test.end(first, status);

        assertThat(test.statuses(test.dropOf("bb", LedgerFixture.people(1)))).containsExactly(RowStatus.PLANNED);
    }

    @Test
    void the_same_content_in_another_feed_invites_nobody_again() {
        Drop first = test.dropOf("aa", LedgerFixture.people(2));
        test.ask(first);
        test.end(first, RowStatus.INVITED);

        Drop other = test.plan(test.receive("other", "aa"), LedgerFixture.people(2));

        assertThat(test.statuses(other)).isEqualTo(List.of(RowStatus.ALREADY_INVITED, RowStatus.ALREADY_INVITED));
    }
}

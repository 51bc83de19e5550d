package invitations.ledger.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.csv.CharsetOrigin;
import invitations.csv.Dialect;
import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowStatus;
import invitations.ledger.operate.OperatorRefusedException;
import invitations.ledger.plan.Comparison;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A content that is read in another way is another drop, and nobody's row takes the place of another one's. */
class ReadingsTest {
    @TempDir
    private Path home;

    private LedgerFixture test;

    @BeforeEach
    void open() {
        test = new LedgerFixture(home);
    }

    @AfterEach
    void close() {
        test.ledger().close();
    }

    private Drop ended(PlannedRow... rows) {
        Drop drop = test.dropOf("aa", rows);
        test.ask(drop);
        test.end(drop, RowStatus.INVITED);
        return test.ledger().drops().reported(test.ledger().drops().finish(drop));
    }

    private boolean isSame(Drop drop, PlannedRow... rows) {
        Comparison comparison = test.ledger().verification().comparison(drop);
        return Stream.of(rows).allMatch(comparison::compare) && comparison.end(List.of("email"), InputFormat.PLAIN);
    }

    @Test
    void the_same_rows_are_the_same() {
        Drop drop = ended(person(1), person(2));

        assertThat(isSame(drop, person(1), person(2))).isTrue();
    }

    @Test
    void fewer_more_and_other_rows_are_not() {
        Drop drop = ended(person(1), person(2));

        assertThat(isSame(drop, person(1))).isFalse();
        assertThat(isSame(drop, person(1), person(2), person(3))).isFalse();
        assertThat(isSame(drop, person(2), person(1))).isFalse();
    }

    static Stream<InputFormat> otherFormats() {
        return Stream.of(
                new InputFormat("ISO-8859-1", CharsetOrigin.FEED, Dialect.RFC_4180, false, 0, 0),
                new InputFormat("UTF-8", CharsetOrigin.CONTENT, new Dialect(';', '"', null), false, 0, 0),
                new InputFormat("UTF-8", CharsetOrigin.CONTENT, new Dialect(',', '\'', null), false, 0, 0),
                new InputFormat("UTF-8", CharsetOrigin.CONTENT, new Dialect(',', '"', '\\'), false, 0, 0),
                new InputFormat("UTF-8", CharsetOrigin.CONTENT, Dialect.RFC_4180, false, 1, 0),
                new InputFormat("UTF-8", CharsetOrigin.CONTENT, Dialect.RFC_4180, false, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("otherFormats")
    void a_file_that_is_written_otherwise_is_not_the_same(InputFormat format) {
        Drop drop = ended(person(1));
        Comparison comparison = test.ledger().verification().comparison(drop);

        assertThat(comparison.compare(person(1))).isTrue();
        assertThat(comparison.end(List.of("email"), format)).isFalse();
    }

    @Test
    void other_names_of_columns_are_not_the_same() {
        Drop drop = ended(person(1));
        Comparison comparison = test.ledger().verification().comparison(drop);

        assertThat(comparison.compare(person(1))).isTrue();
        assertThat(comparison.end(List.of("mail"), InputFormat.PLAIN)).isFalse();
    }

    @Test
    void what_was_erased_may_have_been_anything_and_its_person_is_known_still() throws SQLException {
        Drop drop = ended(person(1), person(2));
        assertThat(test.ledger().erasure().purge(drop)).isTrue();
        Drop erased = test.ledger().drops().now(drop);

        assertThat(test.committed("SELECT COUNT(*) FROM drop_rows WHERE cells_hash IS NOT NULL"))
                .containsExactly("0");
        assertThat(isSame(erased, person(1), person(2))).isTrue();
        assertThat(isSame(erased, person(1), withCellsOf(3, person(2)))).isTrue();
        assertThat(isSame(erased, person(1), person(3))).isFalse();
    }

    @Test
    void rows_without_a_hash_are_known_by_their_cells() throws SQLException {
        Drop drop = ended(person(1), person(2));
        test.change("UPDATE drop_rows SET cells_hash = NULL");

        assertThat(isSame(drop, person(1), person(2))).isTrue();
        assertThat(isSame(drop, person(1), withCellsOf(3, person(2)))).isFalse();
    }

    @Test
    void the_rows_that_were_not_sent_are_the_new_drops() {
        Drop first = test.dropOf("aa", person(1), person(2));
        test.ledger().outcomes().leaveBeyond(first, 1);
        test.ask(first);
        test.end(first, RowStatus.INVITED);
        first = test.ledger().drops().reported(test.ledger().drops().finish(first));

        ReceiveResult anew = test.ledger().drops().receive("default", "aa", "people.csv", "aa/2/people.csv", 10, first);
        assertThat(anew.kind()).isEqualTo(ReceiveResult.Kind.READ_ANEW);
        Drop second = test.plan(anew.drop(), person(1), person(2));

        assertThat(second.reading()).isEqualTo(2);
        assertThat(LedgerFixture.byStatus(test.ledger(), second))
                .containsOnlyKeys(RowStatus.ALREADY_INVITED, RowStatus.PLANNED);
        Drop superseded = test.ledger().drops().now(first);
        assertThat(superseded.supersededBy()).isEqualTo(second.id());
        assertThat(superseded.state()).isEqualTo(DropState.SENDING);
        assertThat(LedgerFixture.byStatus(test.ledger(), superseded))
                .containsOnlyKeys(RowStatus.INVITED, RowStatus.SKIPPED);
        assertThat(test.ledger().drops().find("default", "aa")).map(Drop::id).contains(second.id());
        assertThat(test.ledger().drops().readings().openBefore(second))
                .extracting(Drop::id)
                .containsExactly(first.id());
        assertThatExceptionOfType(OperatorRefusedException.class)
                .isThrownBy(() -> test.ledger().decisions().replay(superseded, null, "ada"))
                .withMessageContaining(second.id());
        assertThat(test.ledger().verification().of(Set.of()).findings()).isEmpty();
    }

    @Test
    void a_drop_of_which_nothing_was_sent_can_be_taken_back() throws SQLException {
        Drop drop = test.dropOf("aa", person(1));

        assertThat(test.ledger().drops().hasBegun(drop)).isFalse();
        assertThat(test.ledger().drops().withdraw(drop)).isTrue();

        assertThat(test.ledger().drops().all()).isEmpty();
        assertThat(test.ledger().drops().now(drop).state()).isEqualTo(DropState.RECEIVED);
        assertThat(test.committed("SELECT COUNT(*) FROM drop_rows")).containsExactly("0");
        assertThat(test.receive("default", "aa").state()).isEqualTo(DropState.RECEIVED);
    }

    @Test
    void a_drop_of_which_something_was_sent_stays_and_the_rest_of_it_waits() {
        Drop drop = test.dropOf("aa", person(1), person(2));
        test.ledger().intents().ask("call", test.open(drop).subList(0, 1)).join();

        assertThat(test.ledger().drops().hasBegun(drop)).isTrue();
        assertThat(test.ledger().drops().withdraw(drop)).isFalse();
        assertThat(LedgerFixture.byStatus(test.ledger(), drop))
                .containsOnlyKeys(RowStatus.INTENT, RowStatus.UNPROCESSED);
    }

    private static PlannedRow person(int number) {
        return LedgerFixture.row(number, "person" + number + "@example.org");
    }

    private static PlannedRow withCellsOf(int number, PlannedRow row) {
        return new PlannedRow.Valid(
                new InputRow(row.row().number(), row.row().line(), List.of("person" + number)),
                ((PlannedRow.Valid) row).invitation());
    }
}

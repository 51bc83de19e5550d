package invitations.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.invitation.RowStatus;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.RowTransitions;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In tests, a ledger refuses every change of a row's status that is not in the table. */
class TransitionGuardTest {
    @TempDir
    Path home;

    private LedgerFixture test;
    private Connection guarded;

    @BeforeEach
    void open() throws SQLException {
        test = new LedgerFixture(home);
        test.dropOf("aa", LedgerFixture.people(1));
        guarded = Database.connect(home.resolve("ledger.db"));
        assertThat(TransitionGuard.isOn(guarded)).isTrue();
        guarded.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        guarded.close();
        test.close();
    }

    @Test
    void what_the_table_does_not_list_is_impossible() throws SQLException {
        assertThat(possible(0)).containsExactlyInAnyOrderElementsOf(listed(Stream.of(false)));
        assertThat(possible(1)).containsExactlyInAnyOrderElementsOf(listed(Stream.of(false, true)));
        assertThat(possible(0)).hasSizeLessThan(60);
    }

    @Test
    void a_row_begins_as_the_table_says() throws SQLException {
        for (RowStatus status : RowTransitions.first()) {
            assertThat(insert(status)).isEmpty();
        }
        for (RowStatus status : RowStatus.allBut(RowTransitions.first().toArray(RowStatus[]::new))) {
            assertThat(insert(status)).containsExactly("no row begins as " + status);
        }
    }

    @Test
    void the_table_says_how_rows_begin_and_what_takes_a_call() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RowTransition.READ.update("code = NULL", "id = 1"));
        assertThat(RowTransitions.first())
                .containsExactlyInAnyOrder(RowStatus.PLANNED, RowStatus.INVALID, RowStatus.SKIPPED);
        assertThat(RowTransitions.onlyByCall())
                .containsExactlyInAnyOrder(
                        RowStatus.INTENT,
                        RowStatus.RETRYABLE,
                        RowStatus.UNCERTAIN,
                        RowStatus.INVITED,
                        RowStatus.REFUSED);
    }

    /** The changes that the database allows of a row with so many intents, as {@code FROM>TO}. */
    private List<String> possible(int intents) throws SQLException {
        List<String> possible = new ArrayList<>();
        for (RowStatus from : RowStatus.values()) {
            test.change("UPDATE drop_rows SET intents = " + intents + ", status = '" + from + "'");
            for (RowStatus to : RowStatus.values()) {
                if (from != to
                        && run("UPDATE drop_rows SET status = '" + to + "'").isEmpty()) {
                    possible.add(from + ">" + to);
                }
            }
        }
        return possible;
    }

    private static Set<String> listed(Stream<Boolean> afterCall) {
        return afterCall
                .flatMap(RowTransitions::pairs)
                .map(pair -> pair.from() + ">" + pair.to())
                .collect(Collectors.toSet());
    }

    private List<String> insert(RowStatus status) throws SQLException {
        return run("INSERT INTO drop_rows (id, line, status, cells) VALUES (1, 1, '" + status + "', '[]')");
    }

    /** Tries the statement, and takes it back: why it cannot be done. */
    private List<String> run(String sql) throws SQLException {
        List<String> reasons = new ArrayList<>();
        try (Statement statement = guarded.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            reasons.add(String.valueOf(e.getMessage()).replaceAll(".*\\((.*)\\)", "$1"));
        }
        guarded.rollback();
        return reasons;
    }
}

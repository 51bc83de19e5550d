package invitations.ledger.send;

import static invitations.ledger.send.Absences.Unproved.AGAIN;
import static invitations.ledger.send.Absences.Unproved.MAY_GO;
import static invitations.ledger.send.Absences.Unproved.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.KnownInvitations;
import invitations.testing.LedgerFixture;
import invitations.testing.LedgerOfSchema1;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of rows that a list does not show, where nobody is known whom it must show. */
class AbsencesTest {
    private static final String PLACE = "a-place";

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
    void the_first_row_of_the_file_goes_alone_after_two_readings_and_keeps_its_claim() throws SQLException {
        Drop drop = uncertain("aa", LedgerFixture.people(3));

        assertThat(unproved(drop, 2)).isEqualTo(AGAIN);
        assertThat(unproved(drop, 0)).isEqualTo(AGAIN);
        assertThat(unproved(drop, 2)).as("not before the first one").isEqualTo(AGAIN);
        assertThat(unproved(drop, 0)).isEqualTo(MAY_GO);
        assertThat(absences().sendAlone(id(drop, 0), PLACE)).isTrue();

        assertThat(test.statuses(drop)).containsExactly(RowStatus.RETRYABLE, RowStatus.UNCERTAIN, RowStatus.UNCERTAIN);
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("3");
        assertThat(test.ask(drop)).singleElement().satisfies(row -> assertThat(row.isSentAgain())
                .isTrue());
        test.ledger().verification();
    }

    @Test
    void the_others_wait_for_the_one_and_two_rows_never_go_at_once() {
        Drop drop = uncertain("aa", LedgerFixture.people(2));
        goAlone(drop, 0);

        assertThat(unproved(drop, 1)).isEqualTo(AGAIN);
        assertThat(unproved(drop, 1)).isEqualTo(AGAIN);
        assertThat(absences().sendAlone(id(drop, 1), PLACE)).isFalse();
        assertThat(test.statuses(drop)).containsExactly(RowStatus.RETRYABLE, RowStatus.UNCERTAIN);
        test.ask(drop);
        assertThat(unproved(drop, 1)).isEqualTo(AGAIN);
    }

    @Test
    void one_that_is_not_seen_twice_leaves_all_to_a_person() {
        Drop drop = uncertain("aa", LedgerFixture.people(2));
        goAlone(drop, 0);
        test.ask(drop);
        end(drop, 0, RowStatus.UNCERTAIN);

        assertThat(unproved(drop, 0)).isEqualTo(AGAIN);
        assertThat(unproved(drop, 0)).isEqualTo(UNSEEN);
        absences().cannotAsk(id(drop, 0), "look there");

        assertThat(unproved(drop, 1)).isEqualTo(UNSEEN);
        assertThat(test.results(drop).get(0).status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(test.results(drop).get(0).code()).isEqualTo("CANNOT_ASK");
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "UNPROCESSED"})
    void after_one_that_ended_without_an_invitation_the_next_may_go(RowStatus status) {
        Drop drop = uncertain("aa", LedgerFixture.people(2));
        goAlone(drop, 0);
        test.ask(drop);
        end(drop, 0, status);

        goAlone(drop, 1);

        assertThat(test.results(drop).get(1).status()).isEqualTo(RowStatus.RETRYABLE);
    }

    @Test
    void a_row_of_another_drop_waits_as_well_and_one_of_another_place_does_not() {
        Drop first = uncertain("aa", LedgerFixture.people(1));
        Drop second = uncertain("bb", LedgerFixture.row(1, "ann@example.org"));
        goAlone(first, 0);

        assertThat(unproved(second, 0)).isEqualTo(AGAIN);
        assertThat(unproved(second, 0)).isEqualTo(AGAIN);
        assertThat(absences().unproved(id(second, 0), "elsewhere")).isEqualTo(AGAIN);
        assertThat(absences().unproved(id(second, 0), "elsewhere")).isEqualTo(MAY_GO);
    }

    @Test
    void an_absence_without_a_witness_is_none_of_two_with_one() {
        Drop drop = uncertain("aa", LedgerFixture.people(1));

        assertThat(unproved(drop, 0)).isEqualTo(AGAIN);
        test.ledger().settlements().absent(id(drop, 0));
        assertThat(test.statuses(drop)).containsExactly(RowStatus.UNCERTAIN);
        test.ledger().settlements().absent(id(drop, 0));

        assertThat(test.statuses(drop)).containsExactly(RowStatus.RETRYABLE);
    }

    @Test
    void a_no_to_a_second_attempt_is_for_a_person_where_nobody_is_known() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        test.ask(drop);
        Outcome no = new Outcome(RowStatus.UNCERTAIN, ReasonCode.REFUSED_BY_API, "It is there.", 409, null);
        test.ledger().outcomes().record(List.of(id(drop, 0)), no, null).join();

        assertThat(unproved(drop, 0)).isEqualTo(AGAIN);
        assertThat(unproved(drop, 0)).isEqualTo(UNSEEN);
    }

    @Test
    void what_has_ended_stays_as_it_is() {
        Drop drop = uncertain("aa", LedgerFixture.people(1));
        test.ledger().settlements().found(id(drop, 0), "7");

        assertThat(unproved(drop, 0)).isEqualTo(AGAIN);
        assertThat(absences().sendAlone(id(drop, 0), PLACE)).isFalse();
        absences().cannotAsk(id(drop, 0), "look there");
        absences().cannotTell(id(drop, 0), "look there");

        assertThat(test.statuses(drop)).containsExactly(RowStatus.INVITED);
    }

    @Test
    void a_ledger_of_the_first_version_knows_where_people_were_invited() throws SQLException {
        Drop drop = test.dropOf(
                "aa",
                LedgerFixture.row(1, "ann@example.org"),
                LedgerFixture.inProgram(2, "ann@example.org", "acme+a"),
                LedgerFixture.inProgram(3, "bob@example.org", "acme+a"));
        test.ask(drop);
        test.end(drop, RowStatus.INVITED);
        for (String change : LedgerOfSchema1.changesBack(
                test.committed(
                        "SELECT m.type || ' ' || m.name || ' ' || COALESCE(c.name, '') FROM sqlite_master m"
                                + " LEFT JOIN pragma_table_info(m.name) c ON m.type = 'table' WHERE m.name NOT LIKE 'sqlite_%'"))) {
            test.change(change);
        }
        test.change("DELETE FROM meta WHERE name IN ('instance', 'audit_seal')");
        test.change("PRAGMA user_version = 1");

        test.reopen();

        assertThat(test.committed("SELECT target || ' ' || tenant || ' ' || target_key || ' ' || (row & 255)"
                        + " FROM places ORDER BY 1"))
                .containsExactly("platform acme acme 1", "program acme acme+a 3");
        assertThat(test.committed("PRAGMA user_version")).containsExactly("3");
    }

    @Test
    void people_are_known_while_their_drop_is_sent_and_after_it_has_ended() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(50));
        test.ask(drop);
        test.end(drop, RowStatus.INVITED);

        assertThat(known("platform"))
                .extracting(KnownInvitations.Known::line)
                .hasSize(40)
                .startsWith(2L)
                .endsWith(51L);
        assertThat(known("program")).isEmpty();
        test.ledger().drops().reported(test.ledger().drops().finish(drop));
        assertThat(known("platform")).hasSize(40).allSatisfy(person -> {
            assertThat(person.drop()).isEqualTo(drop.id());
            assertThat(person.parsedItem().path("email").asText()).contains("@");
        });
    }

    private List<KnownInvitations.Known> known(String target) {
        return test.ledger().lookupRows().known().look().at(target, "acme");
    }

    private void goAlone(Drop drop, int row) {
        unproved(drop, row);
        assertThat(unproved(drop, row)).isEqualTo(MAY_GO);
        assertThat(absences().sendAlone(id(drop, row), PLACE)).isTrue();
    }

    private Absences.Unproved unproved(Drop drop, int row) {
        return absences().unproved(id(drop, row), PLACE);
    }

    private Absences absences() {
        return test.ledger().settlements().absences();
    }

    private long id(Drop drop, int row) {
        return test.results(drop).get(row).id();
    }

    private void end(Drop drop, int row, RowStatus status) {
        test.ledger()
                .outcomes()
                .record(List.of(id(drop, row)), LedgerFixture.outcome(status), null)
                .join();
    }

    private Drop uncertain(String content, PlannedRow... rows) {
        Drop drop = test.dropOf(content, rows);
        test.ask(drop);
        test.end(drop, RowStatus.UNCERTAIN);
        return drop;
    }
}

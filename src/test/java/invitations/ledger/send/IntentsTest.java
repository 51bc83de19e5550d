package invitations.ledger.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.OpenRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentsTest {
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
    void an_intent_is_on_the_disk_when_it_is_granted() throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(2));

        CompletableFuture<List<String>> seen = test.ledger()
                .intents()
                .ask("call-1", test.open(drop))
                .thenApply(granted -> {
                    try {
                        return test.committed("SELECT status || ' ' || call || ' ' || attempts FROM drop_rows");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });

        assertThat(seen.join()).containsExactly("INTENT call-1 1", "INTENT call-1 1");
        assertThat(test.committed("SELECT row FROM claims ORDER BY row"))
                .containsExactlyElementsOf(test.results(drop).stream()
                        .map(row -> Long.toString(row.id()))
                        .toList());
        assertThat(test.open(drop)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 63, 64, 65, 150})
    void a_call_of_any_size_is_granted_whole(int size) {
        Drop drop = test.dropOf("aa", LedgerFixture.people(size));
        List<OpenRow> rows = test.open(drop);

        assertThat(test.ask(drop)).hasSize(size).isEqualTo(rows);
        assertThat(test.statuses(drop)).hasSize(size).containsOnly(RowStatus.INTENT);
        test.end(drop, RowStatus.INVITED);
        assertThat(test.statuses(drop)).hasSize(size).containsOnly(RowStatus.INVITED);
    }

    @Test
    void a_call_of_nothing_is_granted_nothing() {
        assertThat(test.ledger().intents().ask("call-1", List.of()).join()).isEmpty();
    }

    @Test
    void a_row_asked_for_twice_is_granted_once() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(3));
        List<OpenRow> read = test.open(drop);

        CompletableFuture<List<OpenRow>> first = test.ledger().intents().ask("call-1", read);
        CompletableFuture<List<OpenRow>> second = test.ledger().intents().ask("call-2", read);

        assertThat(first.join()).hasSize(3);
        assertThat(second.join()).isEmpty();
        assertThat(test.results(drop))
                .allSatisfy(row -> assertThat(row.attempts()).isOne());
    }

    @Test
    void a_row_that_stands_twice_in_a_call_is_granted_once() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        OpenRow row = test.open(drop).get(0);

        assertThat(test.ledger().intents().ask("call-1", List.of(row, row)).join())
                .containsExactly(row);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITED", "REFUSED", "NEEDS_REVIEW", "UNCERTAIN", "UNPROCESSED"})
    void a_row_that_is_not_open_any_more_is_not_granted_and_stays_as_it_is(RowStatus status) throws SQLException {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        List<OpenRow> stale = test.ask(drop);
        test.end(drop, status);
        List<String> claims = test.committed("SELECT row FROM claims");

        assertThat(test.ledger().intents().ask("call-2", stale).join()).isEmpty();
        assertThat(test.statuses(drop)).containsExactly(status);
        assertThat(test.committed("SELECT row FROM claims")).isEqualTo(claims);
    }

    @Test
    void a_row_left_unprocessed_while_it_was_queued_is_not_granted() {
        Drop drop = test.dropOf("aa", LedgerFixture.people(1));
        List<OpenRow> read = test.open(drop);
        test.ledger().outcomes().leaveUnprocessed(drop, ReasonCode.LIMIT_REACHED, "the limit was reached");

        assertThat(test.ledger().intents().ask("call-1", read).join()).isEmpty();
        assertThat(test.statuses(drop)).containsExactly(RowStatus.UNPROCESSED);
    }

    @ParameterizedTest
    @CsvSource({
        "INTENT,       PLANNED",
        "RETRYABLE,    INTENT",
        "UNCERTAIN,    PLANNED",
        "INVITED,      ALREADY_INVITED",
        "ALREADY_INVITED, ALREADY_INVITED",
        "NEEDS_REVIEW, NEEDS_REVIEW",
        "REFUSED,      INTENT",
        "UNPROCESSED,  INTENT",
    })
    void a_row_meets_the_claim_of_another_drop(RowStatus owner, RowStatus becomes) throws SQLException {
        Drop first = test.dropOf("aa", LedgerFixture.people(1));
        Drop second = test.dropOf("bb", LedgerFixture.people(1));
        test.ask(first);
        if (owner != RowStatus.INTENT) {
            test.end(first, owner);
        }

        List<OpenRow> granted = test.ask(second);

        assertThat(test.statuses(first)).containsExactly(owner);
        assertThat(test.statuses(second)).containsExactly(becomes);
        assertThat(granted).hasSize(becomes == RowStatus.INTENT ? 1 : 0);
        assertThat(test.committed("SELECT row FROM claims"))
                .as("whoever gives way leaves the other's claim alone")
                .containsExactly(Long.toString(id(becomes == RowStatus.INTENT ? second : first, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLANNED", "INVALID", "DUPLICATE", "SKIPPED"})
    void a_row_that_was_never_called_is_in_nobodys_way(RowStatus status) throws SQLException {
        Drop first = test.dropOf("aa", LedgerFixture.people(1));
        Drop second = test.dropOf("bb", LedgerFixture.people(1));
        test.change("UPDATE drop_rows SET status = '" + status + "' WHERE id = "
                + test.results(first).get(0).id());

        assertThat(test.ask(second)).hasSize(1);
    }

    @Test
    void a_row_that_waits_has_its_turn_when_the_other_was_refused() {
        Drop first = test.dropOf("aa", LedgerFixture.people(1));
        Drop second = test.dropOf("bb", LedgerFixture.people(1));
        test.ask(first);
        assertThat(test.ask(second)).isEmpty();
        assertThat(test.open(second)).hasSize(1);

        test.end(first, RowStatus.REFUSED);

        assertThat(test.ask(second)).hasSize(1);
    }

    @Test
    void what_a_row_became_by_another_names_the_other() {
        Drop first = test.dropOf("aa", LedgerFixture.people(1));
        Drop invited = test.dropOf("bb", LedgerFixture.people(1));
        Drop review = test.dropOf("cc", LedgerFixture.people(1));
        List<OpenRow> waiting = test.open(review);
        test.ask(first);
        test.end(first, RowStatus.NEEDS_REVIEW);
        test.ledger().intents().ask("call-3", waiting).join();

        ResultRow row = test.results(review).get(0);
        assertThat(row.code()).isEqualTo("UNCERTAIN");
        assertThat(row.message()).isEqualTo("it is not known whether drop " + first.id() + ", line 2 invited them");
        assertThat(row.attempts()).isZero();
        assertThat(row.at()).isNotNull();
        assertThat(test.statuses(invited)).containsExactly(RowStatus.PLANNED);
    }

    @Test
    void the_rest_of_a_call_is_granted_when_one_row_meets_a_claim() {
        Drop first = test.dropOf("aa", LedgerFixture.row(1, "person2@example.org"));
        Drop second = test.dropOf("bb", LedgerFixture.people(3));
        test.ask(first);
        test.end(first, RowStatus.INVITED);

        assertThat(test.ask(second)).extracting(OpenRow::id).containsExactly(id(second, 1), id(second, 3));
        assertThat(test.statuses(second))
                .containsExactly(RowStatus.INTENT, RowStatus.ALREADY_INVITED, RowStatus.INTENT);
    }

    @Test
    void a_row_with_two_keys_waits_for_either_and_holds_none_meanwhile() {
        Drop name = test.dropOf("aa", LedgerFixture.row(1, null, "ann", Map.of()));
        Drop both = test.dropOf("bb", LedgerFixture.row(1, "ann@example.org", "ann", Map.of()));
        Drop address = test.dropOf("cc", LedgerFixture.row(1, "ann@example.org"));
        test.ask(name);

        assertThat(test.ask(both)).isEmpty();
        assertThat(test.ask(address)).as("the address is free").hasSize(1);
        test.end(name, RowStatus.REFUSED);
        assertThat(test.ask(both)).as("now the address is not").isEmpty();
        test.end(address, RowStatus.REFUSED);
        assertThat(test.ask(both)).hasSize(1);
    }

    @Test
    void a_row_between_two_others_takes_the_word_of_the_one_that_invited() {
        Drop name = test.dropOf("aa", LedgerFixture.row(1, null, "ann", Map.of()));
        Drop address = test.dropOf("bb", LedgerFixture.row(1, "ann@example.org"));
        Drop both = test.dropOf("cc", LedgerFixture.row(1, "ann@example.org", "ann", Map.of()));
        test.ask(name);
        test.end(name, RowStatus.NEEDS_REVIEW);
        test.ask(address);
        assertThat(test.ask(both)).isEmpty();
        assertThat(test.statuses(both)).as("the address may yet be invited").containsExactly(RowStatus.PLANNED);

        test.end(address, RowStatus.INVITED);

        assertThat(test.ask(both)).isEmpty();
        assertThat(test.statuses(both)).containsExactly(RowStatus.ALREADY_INVITED);
        assertThat(test.results(both).get(0).message()).contains(address.id());
    }

    @Test
    void a_key_that_a_row_before_it_in_the_call_gave_back_is_claimed() throws SQLException {
        // The second row takes the user name, meets the first row's address, and gives the user name back.
        Drop first = test.dropOf("aa", LedgerFixture.row(1, "ann@example.org"));
        Drop second = test.dropOf("bb", LedgerFixture.row(1, "ann@example.org", "shared", Map.of()));
        Drop third = test.dropOf("cc", LedgerFixture.row(1, "cyd@example.org", "shared", Map.of()));
        List<OpenRow> call = new ArrayList<>();
        call.addAll(test.open(first));
        call.addAll(test.open(second));
        call.addAll(test.open(third));

        List<OpenRow> granted = test.ledger().intents().ask("call-1", call).join();

        assertThat(granted).extracting(OpenRow::id).containsExactly(id(first, 1), id(third, 1));
        assertThat(test.committed("SELECT COUNT(*) FROM claims WHERE row = " + id(third, 1)))
                .containsExactly("2");
        assertThat(test.committed("SELECT COUNT(*) FROM claims")).containsExactly("3");
    }

    @Test
    void many_callers_never_hold_one_person_twice() {
        List<Drop> drops = new ArrayList<>();
        for (String content : List.of("aa", "bb", "cc", "dd")) {
            drops.add(test.dropOf(content, LedgerFixture.people(50)));
        }
        List<CompletableFuture<List<OpenRow>>> asked = new ArrayList<>();
        for (Drop drop : drops) {
            List<OpenRow> rows = test.open(drop);
            asked.add(test.ledger().intents().ask("all", rows));
            rows.forEach(row -> asked.add(test.ledger().intents().ask("one", List.of(row))));
        }

        long granted = asked.stream().mapToLong(call -> call.join().size()).sum();

        assertThat(granted).isEqualTo(50);
    }

    private static long id(Drop drop, long number) {
        return (drop.number() << 32) + number;
    }
}

package invitations.ledger.operate;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.OpenRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.RowId;
import invitations.testing.LedgerFixture;
import invitations.testing.LedgerOfSchema1;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger gets smaller when what it has on people is purged. */
class CompactionTest {
    private static final int ROWS = 3_000;

    @TempDir
    Path home;

    @Test
    void a_purged_drop_gives_its_room_back_and_keeps_all_else() throws Exception {
        try (LedgerFixture test = new LedgerFixture(home)) {
            Drop first = ended(test, "aa");
            Drop second = ended(test, "bb");
            List<String> kept = kept(test, first);
            List<String> others =
                    test.committed("SELECT cells FROM drop_rows WHERE id > " + RowId.last(first.number()));
            Erasure erasure = test.ledger().erasure();
            assertThat(erasure.leaveNoTrace()).isTrue();
            long before = Files.size(home.resolve("ledger.db"));

            assertThat(erasure.purge(first)).isTrue();
            Compaction.Result result = erasure.shrink(true, () -> 0);

            assertThat(erasure.leaveNoTrace()).isTrue();
            long after = Files.size(home.resolve("ledger.db"));
            assertThat(result).isEqualTo(new Compaction.Result(before, after, null));
            assertThat(after).isLessThan(before * 3 / 4);
            assertThat(kept(test, first)).isEqualTo(kept);
            assertThat(test.committed("SELECT cells FROM drop_rows WHERE id > " + RowId.last(first.number())))
                    .isEqualTo(others);
            assertThat(test.ledger().verification().of(Set.of()).findings()).isEmpty();
            assertThat(test.ledger().results().page(second, 0, 1).get(0).cells())
                    .isNotEmpty();

            assertThat(erasure.purge(second)).isTrue();
            erasure.shrink(true, () -> 0);
            assertThat(erasure.leaveNoTrace()).isTrue();
            assertThat(Files.size(home.resolve("ledger.db"))).isLessThan(before / 2);
        }
    }

    @Test
    void a_ledger_of_schema_1_is_written_anew_once_where_the_disk_has_room() throws Exception {
        LedgerOfSchema1.make(home, 1);
        try (LedgerFixture test = new LedgerFixture(home)) {
            Drop drop = ended(test, "aa");
            Erasure erasure = test.ledger().erasure();
            erasure.purge(drop);
            long before = bytes(test);

            assertThat(erasure.shrink(false, () -> Long.MAX_VALUE))
                    .isEqualTo(new Compaction.Result(before, before, null));
            assertThat(erasure.shrink(true, () -> 3 * before - 1).problem())
                    .contains("takes " + 3 * before + " bytes of free disk");
            Compaction.Result result = erasure.shrink(true, () -> 3 * before);

            assertThat(result.problem()).isNull();
            assertThat(result.after()).isEqualTo(bytes(test)).isLessThan(before * 6 / 10);
            assertThat(test.committed("PRAGMA auto_vacuum")).containsExactly("2");
            assertThat(test.committed("PRAGMA integrity_check")).containsExactly("ok");
            Drop next = ended(test, "bb");
            assertThat(test.statuses(next)).containsOnly(RowStatus.INVITED);
            test.reopen();
            assertThat(test.ledger().verification().of(Set.of()).findings()).isEmpty();
        }
    }

    /** {@return what a purge must not touch} */
    private static List<String> kept(LedgerFixture test, Drop drop) throws SQLException {
        return test.committed(
                "SELECT id || ' ' || line || ' ' || status || ' ' || hex(key1) || ' ' || intents || ' ' || attempts"
                        + " FROM drop_rows WHERE id BETWEEN " + RowId.first(drop.number()) + " AND "
                        + RowId.last(drop.number())
                        + " ORDER BY id");
    }

    private static long bytes(LedgerFixture test) throws SQLException {
        return 4096 * Long.parseLong(test.committed("PRAGMA page_count").get(0));
    }

    private static Drop ended(LedgerFixture test, String content) {
        Drop drop = test.dropOf(content, people(content));
        for (List<OpenRow> open = test.open(drop); !open.isEmpty(); open = test.open(drop)) {
            List<Long> ids = test.ledger().intents().ask("call-" + content, open).join().stream()
                    .map(OpenRow::id)
                    .toList();
            test.ledger()
                    .outcomes()
                    .record(ids, LedgerFixture.outcome(RowStatus.INVITED), null)
                    .join();
        }
        test.ledger().drops().finish(drop);
        return test.ledger().drops().reported(drop);
    }

    private static PlannedRow[] people(String content) {
        return LongStream.rangeClosed(1, ROWS)
                .mapToObj(n -> LedgerFixture.row(
                        n,
                        content + n + "@example.org",
                        null,
                        Map.of(
                                "first_name",
                                "Ada Maria",
                                "last_name",
                                "Lovelace",
                                "source",
                                "registrar",
                                "note",
                                "x".repeat(40))))
                .toArray(PlannedRow[]::new);
    }
}

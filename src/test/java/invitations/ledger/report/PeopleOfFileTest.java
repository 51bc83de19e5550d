package invitations.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.AuditSeal;
import invitations.ledger.store.Database;
import invitations.ledger.store.RowRange;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleOfFileTest {
    @TempDir
    Path folder;

    @Test
    void people_are_known_by_either_of_their_names() {
        try (LedgerFixture home = new LedgerFixture(folder);
                Database database = database()) {
            PeopleOfFile before = people(
                    database,
                    home.dropOf(
                            "1", person(1, "ada@x.org", "ada"), person(2, "bob@x.org", null), person(3, null, "cy")));
            PeopleOfFile now = people(
                    database,
                    home.dropOf(
                            "2", person(1, null, "ada"), person(2, "BOB@x.org", "bob"), person(3, "new@x.org", null)));

            assertThat(now.countMissingIn(before)).isEqualTo(1);
            assertThat(before.countMissingIn(now)).isEqualTo(1);
        }
    }

    @Test
    void who_stands_in_a_file_twice_is_one_person() {
        try (LedgerFixture home = new LedgerFixture(folder);
                Database database = database()) {
            PeopleOfFile twice =
                    people(database, home.dropOf("1", person(1, "ada@x.org", null), person(2, "Ada@x.org", null)));
            PeopleOfFile none = people(database, home.dropOf("2"));

            assertThat(twice.countMissingIn(none)).isEqualTo(1);
            assertThat(none.countMissingIn(twice)).isZero();
            assertThat(twice.countMissingIn(twice)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3_000, 100_000})
    void however_many_keys_are_held_at_once_the_counts_are_the_same(int keys) {
        try (LedgerFixture home = new LedgerFixture(folder);
                Database database = database()) {
            PeopleOfFile before = people(database, home.dropOf("1", people(0, 12_000)));
            PeopleOfFile now = people(database, home.dropOf("2", people(100, 12_300)));

            assertThat(now.countMissingIn(before, keys)).isEqualTo(300);
            assertThat(before.countMissingIn(now, keys)).isEqualTo(100);
        }
    }

    @Test
    void who_is_found_by_both_names_far_apart_is_found_once() {
        try (LedgerFixture home = new LedgerFixture(folder);
                Database database = database()) {
            PlannedRow[] many = people(0, 12_000);
            many[0] = person(1, "ada@x.org", null);
            many[11_999] = person(12_000, null, "ada");
            PeopleOfFile before = people(database, home.dropOf("1", many));
            PeopleOfFile now =
                    people(database, home.dropOf("2", person(1, "ada@x.org", "ada"), person(2, "new@x.org", null)));

            assertThat(now.countMissingIn(before, 1)).isEqualTo(1);
        }
    }

    private Database database() {
        return Database.openToRead(folder.resolve("ledger.db"), new AuditSeal(new byte[32]), Clock.systemUTC());
    }

    private static PeopleOfFile people(Database database, Drop drop) {
        return new PeopleOfFile(database, RowRange.ofFile(drop.number()));
    }

    private static PlannedRow[] people(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> person(n - from + 1L, "p" + n + "@x.org", null))
                .toArray(PlannedRow[]::new);
    }

    private static PlannedRow person(long number, @Nullable String email, @Nullable String username) {
        return new PlannedRow.Valid(
                new InputRow(number, number + 1, List.of("x")),
                new Invitation(
                        "platform",
                        Operation.SINGLE,
                        "acme",
                        "acme",
                        null,
                        email,
                        username,
                        Map.of(),
                        Invitation.Asking.NOT));
    }
}

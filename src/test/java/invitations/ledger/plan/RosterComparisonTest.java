package invitations.ledger.plan;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.csv.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.plan.PlanFigures.RosterFigures;
import invitations.ledger.report.RosterLeavers.Leaver;
import invitations.testing.LedgerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterComparisonTest {
    private static final PlannedRow ANN = LedgerFixture.row(1, "ann@example.org");
    private static final PlannedRow BOB = LedgerFixture.row(2, "bob@example.org", "bob", Map.of());
    private static final PlannedRow CYD = LedgerFixture.row(3, null, "cyd", Map.of());

    @TempDir
    private Path home;

    private LedgerFixture test;
    private final Reviewing reviewing = new Reviewing();

    @BeforeEach
    void open() {
        test = new LedgerFixture(home);
    }

    @AfterEach
    void close() {
        test.close();
    }

    /** Holds nothing, and keeps the figures of the last plan. */
    private static final class Reviewing implements PlanReview {
        private final List<PlanFigures> seen = new ArrayList<>();
        private boolean isRoster = true;

        @Override
        public Instant dayBegan() {
            return Instant.EPOCH;
        }

        @Override
        public boolean isRoster() {
            return isRoster;
        }

        @Override
        public String settingsHash() {
            return "settings";
        }

        @Override
        public int approvers() {
            return 1;
        }

        @Override
        public List<HoldReason> review(PlanFigures figures) {
            seen.add(figures);
            return List.of();
        }

        RosterFigures last() {
            return seen.get(seen.size() - 1).roster();
        }
    }

    @Test
    void the_first_roster_is_compared_with_none() {
        Drop first = roster("aa", ANN, BOB, CYD);

        assertThat(reviewing.last()).isEqualTo(new RosterFigures(null, 0, 0, null));
        assertThat(test.ledger().leavers().count(first)).isNull();
        assertThat(test.ledger().leavers().before(first)).isEmpty();
    }

    @Test
    void who_is_not_in_the_list_any_more_has_left_with_the_last_row() {
        Drop first = roster("aa", ANN, BOB, CYD);

        Drop second = roster("bb", LedgerFixture.row(1, "dan@example.org"), LedgerFixture.row(2, "ann@example.org"));

        assertThat(reviewing.last()).isEqualTo(new RosterFigures(first.number(), 3, 2, null));
        assertThat(leavers(second))
                .containsExactly(
                        new Leaver(3, RowStatus.INVITED, List.of("bob@example.org", "bob", "acme")),
                        new Leaver(4, RowStatus.INVITED, List.of("cyd", "acme")));
        assertThat(test.ledger().leavers().drops())
                .containsExactly(test.ledger().drops().now(second));
    }

    @Test
    void another_spelling_or_either_of_two_names_is_the_same_person() {
        roster("aa", ANN, BOB, LedgerFixture.row(3, "eve@example.org"));

        roster(
                "bb",
                LedgerFixture.row(1, "ANN@EXAMPLE.ORG"),
                LedgerFixture.row(2, "robert@example.org", "bob", Map.of()),
                LedgerFixture.row(3, "eve@example.org", "eve", Map.of()));

        assertThat(reviewing.last().leavers()).isZero();
    }

    @Test
    void who_stands_there_in_the_same_row_has_not_left_though_it_is_left_out_or_wrong_now() {
        InputRow ann = ANN.row();
        InputRow bob = BOB.row();
        roster("aa", ANN, BOB, CYD);

        roster(
                "bb",
                new PlannedRow.Skipped(ann, ReasonCode.SUPPRESSED, "wants none"),
                new PlannedRow.Invalid(bob, List.of()));

        assertThat(reviewing.last().leavers()).as("Cyd").isEqualTo(1);
    }

    @Test
    void a_person_counts_once_and_an_order_of_blank_invitations_is_nobody() {
        PlannedRow blank = new PlannedRow.Valid(
                new InputRow(4, 5, List.of("10")),
                new Invitation(
                        "platform",
                        Operation.BLANK,
                        "acme",
                        "acme",
                        "pool",
                        null,
                        null,
                        Map.of("platform_key", "acme", "count", 10),
                        Invitation.Asking.NOT));
        roster("aa", ANN, LedgerFixture.row(2, "ann@example.org"), LedgerFixture.row(3, "Ann@example.org"), blank);

        roster("bb", CYD);

        assertThat(reviewing.last().lastPeople()).isEqualTo(1);
        assertThat(reviewing.last().leavers()).isEqualTo(1);
    }

    @Test
    void a_file_without_rows_says_of_nobody_that_they_left_and_is_nothing_to_compare_with() {
        Drop first = roster("aa", ANN, BOB);

        Drop empty = roster("bb");
        assertThat(reviewing.last()).isEqualTo(new RosterFigures(null, 0, 0, null));
        assertThat(test.ledger().leavers().count(empty)).isNull();

        roster("cc", ANN);
        assertThat(reviewing.last()).isEqualTo(new RosterFigures(first.number(), 2, 1, null));
    }

    @Test
    void files_that_are_no_rosters_are_nothing_to_compare_with() {
        reviewing.isRoster = false;
        roster("aa", ANN, BOB);
        assertThat(reviewing.last()).isEqualTo(new RosterFigures(null, 0, 0, null));
        reviewing.isRoster = true;

        roster("bb", CYD);

        assertThat(reviewing.last().before()).isNull();
        assertThat(reviewing.seen.get(1).last()).isNull();
    }

    @Test
    void dead_letters_that_came_back_are_no_roster() {
        Drop first = roster("aa", ANN, BOB);
        ended(planned(List.of("email", "_code", "_message", "_suggestion"), "bb", CYD));
        assertThat(reviewing.last().before()).isNull();

        roster("cc", BOB);

        assertThat(reviewing.last()).isEqualTo(new RosterFigures(first.number(), 2, 1, null));
    }

    @Test
    void the_history_is_ignored_once_where_somebody_asks_for_it() throws SQLException {
        roster("aa", ANN, BOB);
        Drop second = test.receive("default", "bb");
        test.ledger().rosters().note(second, false, RosterComparison.BY_OPERATOR);
        test.ledger().rosters().note(second, false, RosterComparison.BY_FILE);

        ended(plan(List.of("email"), second, CYD));

        assertThat(reviewing.last()).isEqualTo(new RosterFigures(null, 0, 0, "operator"));
        assertThat(reviewing.seen.get(1).last()).isNull();
        assertThat(reviewing.seen.get(1).history()).isEmpty();
        assertThat(test.committed("SELECT details FROM audit WHERE event = 'REMASTER'"))
                .containsExactly("{\"by\":\"operator\"}");
        roster("cc", ANN);
        assertThat(reviewing.last()).isEqualTo(new RosterFigures(second.number(), 1, 1, null));
    }

    @Test
    void who_was_invited_with_other_data_is_told_of_until_they_have_accepted() throws SQLException {
        Drop first = roster("aa", row(1, "ann@example.org", "Ann"), row(2, "bob@example.org", "Bob"));

        Drop second = roster("bb", row(1, "ann@example.org", "Anna"), row(2, "BOB@example.org", "Bob"));
        test.change(
                "INSERT INTO follow_ups (row, status, seen_at) SELECT id, 'ACCEPTED', 1 FROM drop_rows WHERE line = 2"
                        + " AND id < " + (second.number() << 32));
        Drop third = roster("cc", row(1, "ann@example.org", "Anne"));

        assertThat(test.results(second).get(0).code()).isEqualTo("ALREADY_INVITED CHANGED_SINCE_INVITED");
        assertThat(test.results(second).get(0).message())
                .startsWith("invited by drop " + first.id() + ", line 2 with other data than the row has now");
        assertThat(test.results(second).get(1).code()).as("another spelling").isEqualTo("ALREADY_INVITED");
        assertThat(test.results(third).get(0).code()).isEqualTo("ALREADY_INVITED");
    }

    @Test
    void a_refused_row_is_tried_once_in_each_roster_and_one_in_doubt_never() {
        Drop first = planned(List.of("email"), "aa", ANN);
        test.ask(first);
        test.end(first, RowStatus.REFUSED);
        report(first);

        Drop second = planned(List.of("email"), "bb", ANN);
        assertThat(test.ask(second)).hasSize(1);
        test.end(second, RowStatus.NEEDS_REVIEW);
        report(second);

        Drop third = planned(List.of("email"), "cc", ANN);
        assertThat(test.ask(third)).isEmpty();
        assertThat(test.statuses(third)).containsExactly(RowStatus.NEEDS_REVIEW);
        assertThat(test.results(third).get(0).message()).contains(second.id(), "line 2");
    }

    @Test
    void the_same_list_is_that_of_another_night_on_another_day_or_behind_another_list() {
        Drop first = roster("aa", ANN);
        Instant before = first.receivedAt();

        assertThat(test.ledger().rosters().isOver(first, before)).isFalse();
        assertThat(test.ledger().rosters().isOver(first, before.plus(Duration.ofMillis(1))))
                .isTrue();
        roster("bb", BOB);
        assertThat(test.ledger().rosters().isOver(first, before)).isTrue();
    }

    @Test
    void a_check_compares_a_roster_with_the_one_in_another_ledger() throws IOException {
        roster("aa", ANN, BOB, CYD);
        Path check = Files.createDirectory(home.resolve("check"));
        LedgerAccess.lendSecret(home, check);
        try (LedgerFixture other = new LedgerFixture(check)) {
            Drop there = other.dropOf(
                    "bb", LedgerFixture.row(1, "ANN@example.org"), LedgerFixture.row(2, null, "bob", Map.of()));

            PlanFigures figures = other.ledger().planFigures(test.ledger(), there, reviewing);

            assertThat(figures.roster().lastPeople()).isEqualTo(3);
            assertThat(figures.roster().leavers()).as("Cyd").isEqualTo(1);
        }
    }

    private static PlannedRow row(long number, String email, String name) {
        return LedgerFixture.row(number, email, null, Map.of("first_name", name));
    }

    private List<Leaver> leavers(Drop drop) {
        List<Leaver> leavers = new ArrayList<>();
        test.ledger().leavers().each(drop, leavers::add);
        return leavers;
    }

    /** A roster that was sent and reported. */
    private Drop roster(String content, PlannedRow... rows) {
        return ended(planned(List.of("email"), content, rows));
    }

    private Drop planned(List<String> header, String content, PlannedRow... rows) {
        return plan(header, test.receive("default", content), rows);
    }

    private Drop plan(List<String> header, Drop drop, PlannedRow... rows) {
        PlanWriter plan = test.ledger().plan(drop);
        plan.reviewBy(reviewing);
        plan.append(List.of(rows));
        return plan.finish(header, InputFormat.PLAIN, false, null);
    }

    private Drop ended(Drop drop) {
        if (!test.ask(drop).isEmpty()) {
            List<Long> ids = test.results(drop).stream()
                    .filter(row -> row.status() == RowStatus.INTENT)
                    .map(row -> row.id())
                    .toList();
            test.ledger()
                    .outcomes()
                    .record(ids, LedgerFixture.outcome(RowStatus.INVITED), null)
                    .join();
        }
        return report(drop);
    }

    private Drop report(Drop drop) {
        return test.ledger().drops().reported(test.ledger().drops().finish(drop));
    }
}

package invitations.ledger.operate;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.testing.LedgerFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators ask of the instance at work, from beside it. */
class CommandsTest {
    @TempDir
    Path home;

    @Test
    void what_is_asked_beside_the_instance_is_seen_and_answered_there() {
        try (LedgerFixture instance = new LedgerFixture(home);
                Ledger beside = LedgerAccess.openBeside(home)) {
            long first = beside.commands().ask("resume", List.of(), "ops");
            long second = beside.commands().ask("decide", List.of("drop", "2", "invited"), "ops");

            List<Commands.Command> open = instance.ledger().commands().open();
            assertThat(open)
                    .containsExactly(
                            new Commands.Command(first, "resume", List.of(), "ops"),
                            new Commands.Command(second, "decide", List.of("drop", "2", "invited"), "ops"));
            assertThat(beside.commands().answer(first)).isEmpty();

            instance.ledger().commands().done(open.get(0), new Commands.Answer(true, "not now"));

            assertThat(beside.commands().answer(first)).contains(new Commands.Answer(true, "not now"));
            assertThat(beside.commands().withdraw(first)).isFalse();
            assertThat(beside.commands().withdraw(second)).isTrue();
            assertThat(instance.ledger().commands().open()).isEmpty();
        }
    }

    @Test
    void the_instance_goes_on_writing_while_others_write_beside_it() {
        try (LedgerFixture instance = new LedgerFixture(home);
                Ledger beside = LedgerAccess.openBeside(home)) {
            for (int i = 0; i < 50; i++) {
                Drop drop = instance.dropOf("content" + i, LedgerFixture.row(1, "person" + i + "@example.org"));
                beside.commands().ask("resume", List.of(), "ops");
                assertThat(instance.ask(drop)).hasSize(1);
            }
            assertThat(instance.ledger().commands().open()).hasSize(50);
        }
    }
}

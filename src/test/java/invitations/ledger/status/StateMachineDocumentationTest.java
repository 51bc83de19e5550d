package invitations.ledger.status;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.ledger.status.RowTransition.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on the architecture shows the state machine of a row as the ledger has it. */
class StateMachineDocumentationTest {
    private static final Path PAGE = Path.of("docs/architecture.md");

    /** Of the others there is the table alone: a picture of all would be a knot. */
    private static final Set<Stage> PICTURED = Set.of(Stage.LOOK_UP, Stage.SEND, Stage.SETTLE);

    @Test
    void the_table_has_every_transition() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table());
    }

    @Test
    void the_picture_shows_the_way_of_a_row_that_is_sent() throws IOException {
        assertThat(Files.readString(PAGE)).contains(picture());
    }

    static String table() {
        return Stream.of(RowTransition.values())
                .map(transition -> "| "
                        + String.join(
                                " | ",
                                stage(transition.stage()),
                                "`" + transition + "`",
                                from(transition),
                                "`" + transition.to() + "`",
                                transition.cause() + (transition.isAfterCall() ? "; only after a call" : ""))
                        + " |\n")
                .collect(Collectors.joining(
                        "", "| stage | transition | from | to | cause |\n| --- | --- | --- | --- | --- |\n", "\n"));
    }

    static String picture() {
        Stream<String> beginnings = RowTransitions.first().stream().map(status -> "    [*] --> " + status + "\n");
        Stream<String> changes = Stream.of(RowTransition.values())
                .filter(transition -> PICTURED.contains(transition.stage()))
                .flatMap(transition ->
                        transition.from().stream().map(from -> "    " + from + " --> " + transition.to() + "\n"))
                .distinct();
        return Stream.concat(beginnings, changes)
                .collect(Collectors.joining("", "```mermaid\nstateDiagram-v2\n", "```\n"));
    }

    private static String stage(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String from(RowTransition transition) {
        return transition.from().isEmpty()
                ? "–"
                : transition.from().stream().map(RowStatus::name).collect(Collectors.joining("`, `", "`", "`"));
    }
}

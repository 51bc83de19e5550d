package invitations.ledger.operate;

import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What operators ask of the instance that works with the home: they write it into the ledger, the instance acts on it
 * and writes its answer. A method throws {@link LedgerException} when the ledger cannot be read or written. Safe for
 * any number of threads, and for a process beside the instance.
 */
public final class Commands {
    private final Database database;
    private final Clock clock;

    public Commands(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Something to do.
     *
     * @param id its number
     * @param verb such as {@code resume}
     * @param arguments what it is to be done with
     * @param who the account of the operator
     */
    public record Command(long id, String verb, List<String> arguments, String who) {}

    /**
     * What came of it.
     *
     * @param failed whether it could not be done
     * @param text what was done, or why not, in a sentence
     */
    public record Answer(boolean failed, String text) {}

    /** Asks for it; answers its number. */
    public long ask(String verb, List<String> arguments, String who) {
        return database.write(statements -> {
            statements.update(
                    "INSERT INTO commands (verb, arguments, who, at) VALUES (?, ?, ?, ?)",
                    verb,
                    Json.write(arguments),
                    who,
                    clock.millis());
            return statements.number("SELECT MAX(id) FROM commands");
        });
    }

    /** {@return what is to be done, in the order in which it was asked for} */
    public List<Command> open() {
        return database.read(statements -> {
            List<Command> commands = new ArrayList<>();
            statements.query(
                    result -> commands.add(read(result)),
                    "SELECT id, verb, arguments, who FROM commands WHERE done_at IS NULL ORDER BY id");
            return commands;
        });
    }

    /** It is done, or cannot be. */
    public void done(Command command, Answer answer) {
        database.write(statements -> statements.update(
                "UPDATE commands SET done_at = ?, failed = ?, answer = ? WHERE id = ?",
                clock.millis(),
                answer.failed() ? 1 : 0,
                answer.text(),
                command.id()));
    }

    /** Takes it back, where nobody acts on it; whether it was still open. */
    public boolean withdraw(long id) {
        return database.write(
                statements -> statements.update("DELETE FROM commands WHERE id = ? AND done_at IS NULL", id) == 1);
    }

    /** {@return what came of it; empty while nobody has acted on it} */
    public Optional<Answer> answer(long id) {
        return database.read(statements -> {
            List<Answer> answers = new ArrayList<>(1);
            statements.query(
                    result -> answers.add(new Answer(result.getInt(1) != 0, result.getString(2))),
                    "SELECT failed, answer FROM commands WHERE id = ? AND done_at IS NOT NULL",
                    id);
            return answers.stream().findFirst();
        });
    }

    private static Command read(ResultSet result) throws SQLException {
        return new Command(
                result.getLong(1), result.getString(2), Json.texts(result.getString(3)), result.getString(4));
    }
}

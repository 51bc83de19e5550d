package invitations.cli.console;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** The person in front of the program, when there is one. */
public final class Terminal {
    private Terminal() {}

    /** {@return whether somebody can be asked: standard input and output are a terminal} */
    public static boolean isThere() {
        return console().isPresent();
    }

    /** {@return what was typed; empty when nobody can be asked, or they ended the input} */
    public static Optional<String> ask(String question) {
        return console().map(console -> console.readLine("%s", question)).map(String::strip);
    }

    @SuppressWarnings("SystemConsoleNull") // before 22 there is null without a terminal, from 22 on isTerminal says so
    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}

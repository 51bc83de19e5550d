package invitations.testing;

import invitations.cli.Invitations;
import invitations.cli.console.Logging;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** The program as a shell sees it, in this process. */
public final class Program {
    private Program() {}

    /** How a run ended, and what it printed. */
    public record Run(int exitCode, String out, String err) {}

    /** The line as the program writes what is logged. */
    public static String shown(String logged) {
        return Logging.clean(logged);
    }

    /** Runs a verb with these variables in the environment and no others. */
    public static Run run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Invitations.run(new PrintWriter(out, true), new PrintWriter(err, true), environment, arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}

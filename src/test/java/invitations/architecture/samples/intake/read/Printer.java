package invitations.architecture.samples.intake.read;

import java.util.logging.Logger;
import picocli.CommandLine;

/** Does what only the command line does. */
public final class Printer {
    private Printer() {}

    public static void print(CommandLine command) {
        Logger.getLogger("sample").info("printing");
        System.out.println(command.getCommandName());
    }
}

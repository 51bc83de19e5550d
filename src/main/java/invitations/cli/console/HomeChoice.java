package invitations.cli.console;

import invitations.ledger.LedgerAccess;
import invitations.ledger.backup.LedgerHealth;
import invitations.settings.InvalidSettingsException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Which home a verb works with. A home that nobody named is not made without a word, and none is taken while another
 * ledger lies in the working directory: a new home knows of nobody who was invited before, so everybody would be again.
 */
public final class HomeChoice {
    /** Where the home was before there was one for each user. */
    private static final String FORMER = "data";

    private HomeChoice() {}

    /**
     * Looks whether the working directory has a ledger that would be passed over.
     *
     * @throws InvalidSettingsException when no home was named, and {@code ./data} has a ledger and is another folder
     */
    static void refuseOther(Settings settings, Path workingDirectory) {
        Path former = workingDirectory.resolve(FORMER);
        if (settings.isHomeNamed() || !LedgerAccess.isThere(former) || isSame(former, settings.home())) {
            return;
        }
        throw new InvalidSettingsException(List.of("There is a ledger in " + former
                + ", and no home was named, so that it would be "
                + settings.home() + ", which does not know who was invited from there. Say which one counts: --home "
                + former + " or --home " + settings.home() + "; for good, set " + Property.HOME.variable() + "."));
    }

    private static boolean isSame(Path former, Path home) {
        try {
            return Files.isSameFile(former, home);
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * Lets a verb make the home where there is none yet, and says that it knows of nobody. A home that was named is made;
     * one that was not is asked for on a terminal.
     *
     * @param isNewWanted whether {@code --new-home} was given
     * @return whether to go on; false when somebody was asked and did not want it
     * @throws ParameterException (exit code 2) when nobody can be asked
     */
    public static boolean admit(CommandLine command, Settings settings, boolean isNewWanted) {
        Path home = settings.home();
        LedgerHealth.refuseLost(home);
        if (LedgerAccess.isThere(home)) {
            return true;
        }
        if (!settings.isHomeNamed() && !isNewWanted) {
            if (!Terminal.isThere()) {
                throw new ParameterException(
                        command,
                        "there is no home in " + home + " yet, and a new one knows of nobody who was invited before:"
                                + " name yours with --home or " + Property.HOME.variable()
                                + ", or add --new-home to have it made there");
            }
            command.getErr()
                    .println("There is no home in " + home + " yet. A new one knows of nobody who was invited before:"
                            + " where people were, name their home with --home or " + Property.HOME.variable() + ".");
            if (Terminal.ask("Type new to make a new home there: ")
                    .filter("new"::equals)
                    .isEmpty()) {
                command.getErr().println("invitations: nothing was made, and nothing was sent");
                return false;
            }
        }
        command.getErr().println("invitations: " + home + " is a new home: it knows of nobody who was invited before");
        return true;
    }
}

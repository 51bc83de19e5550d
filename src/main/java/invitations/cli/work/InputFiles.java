package invitations.cli.work;

import invitations.base.DisplayText;
import invitations.cli.console.JsonLines;
import invitations.cli.console.Logging;
import invitations.home.GuardedFiles;
import invitations.intake.inbox.GivenFile;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Files named on the command line. */
final class InputFiles {
    private InputFiles() {}

    /**
     * @throws ParameterException naming the first that cannot be read, that others may have put there, or that is the home's
     *     own
     */
    static void check(CommandLine command, Path home, List<Path> files) {
        GuardedFiles guarded = new GuardedFiles(home);
        for (Path file : files) {
            String name = Logging.clean(file.toString());
            if (guarded.has(file)) {
                throw new ParameterException(
                        command, name + ": expected a list of people; this file is the home's own, and is not opened");
            }
            try {
                GivenFile.open(file).close();
            } catch (GivenFile.NotUsableException e) {
                String why = String.valueOf(e.getMessage());
                throw new ParameterException(command, name + ": " + Logging.clean(why));
            } catch (IOException e) {
                throw new ParameterException(command, name + ": expected a file that can be read");
            }
        }
    }

    /** A file that was refused before anything of it was copied, as results are printed. */
    static String refused(Path file, FileRefusedException reason, boolean json) {
        String name = DisplayText.printable(file.getFileName().toString());
        return json
                ? JsonLines.MAPPER
                        .createObjectNode()
                        .put("file", name)
                        .put("status", DropState.REFUSED.name())
                        .put("code", reason.code().name())
                        .put("message", reason.reason())
                        .toString()
                : name + ": The file was refused as a whole and nothing of it was sent: " + reason.code() + ": "
                        + reason.reason() + ".";
    }
}

package invitations.cli.work;

import invitations.cli.console.Logging;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.report.PlanCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The files that {@code check --plan} writes: the one that is named, and for each further list of people one beside it, with
 * {@code -2}, {@code -3} and so on in its name. Nothing is replaced but an earlier plan. For one thread.
 */
final class PlanFiles {
    private final CommandLine command;
    private final Path home;
    private final Path file;
    private int written;

    private PlanFiles(CommandLine command, Path home, Path file) {
        this.command = command;
        this.home = home;
        this.file = file;
    }

    /**
     * Looks whether the file can be written.
     *
     * @param home the home, in which no plan is written: a file in its drop folder would be sent
     * @throws ParameterException when it cannot, saying why
     */
    static PlanFiles of(CommandLine command, Path home, Path file, List<Path> inputs) {
        PlanFiles plans = new PlanFiles(command, home, file.toAbsolutePath());
        plans.check(plans.file);
        for (Path input : inputs) {
            if (isSame(plans.file, input)) {
                throw plans.refusal(plans.file, "expected another file than the one that is checked");
            }
        }
        return plans;
    }

    /** Writes the plan of the drop; answers where. */
    Path write(Ledger ledger, Drop drop) throws IOException {
        written++;
        Path next = written == 1 ? file : numbered(written);
        check(next);
        try {
            PlanCsv.writeTo(ledger, drop, next);
        } catch (IOException e) {
            throw new IOException(
                    "the plan " + Logging.clean(next.toString()) + " cannot be written: " + e.getMessage(), e);
        }
        return next;
    }

    private Path numbered(int number) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        return file.resolveSibling(name.substring(0, end) + "-" + number + name.substring(end));
    }

    private void check(Path plan) {
        Path folder = plan.getParent();
        if (folder == null || plan.getFileName() == null || !Files.isDirectory(folder)) {
            throw refusal(plan, "expected a file in a folder that is there");
        }
        if (!Files.isWritable(folder)) {
            throw refusal(plan, "expected a folder that can be written");
        }
        if (isInHome(folder)) {
            throw refusal(
                    plan,
                    "expected a file outside of the home, where a list of people could be taken for one to be sent");
        }
        if (Files.exists(plan, LinkOption.NOFOLLOW_LINKS) && !PlanCsv.isPlan(plan)) {
            throw refusal(
                    plan, "expected a name that is free, or that of an earlier plan; this file is something else");
        }
    }

    private boolean isInHome(Path folder) {
        try {
            return Files.isDirectory(home) && folder.toRealPath().startsWith(home.toRealPath());
        } catch (IOException | InvalidPathException e) {
            return true;
        }
    }

    private static boolean isSame(Path plan, Path input) {
        try {
            return Files.exists(plan) && Files.isSameFile(plan, input);
        } catch (IOException notThere) {
            return false;
        }
    }

    private ParameterException refusal(Path plan, String expected) {
        return new ParameterException(command, "--plan " + Logging.clean(plan.toString()) + ": " + expected);
    }
}

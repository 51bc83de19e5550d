package invitations.cli.console;

import invitations.base.DisplayText;
import invitations.csv.CharsetOrigin;
import invitations.csv.InputFormat;
import invitations.intake.container.UnpackSink;
import invitations.invitation.WarningCount;
import invitations.ledger.drop.Drop;
import invitations.report.Summary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Text for a terminal. */
public final class TerminalText {
    private TerminalText() {}

    /** {@code 1 row}, {@code 2 rows}. */
    public static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    /**
     * {@return how a drop is called: by the file that was given, and, where it was packed in that, by its name in it as well}
     *
     * @param given the name of the file that was given
     * @param name the drop's own
     */
    public static String label(String given, String name) {
        String fileName = given.substring(given.lastIndexOf('/') + 1);
        if (fileName.equals(name) || !fileName.matches("(?i).+\\.(gz|zip|xlsx|xlsm|pgp|gpg)")) {
            return given;
        }
        String prefix = UnpackSink.prefix(fileName);
        return given + ": " + (name.startsWith(prefix) ? name.substring(prefix.length()) : name);
    }

    /** By which other names the content of a drop came, if by any. */
    public static Optional<String> otherNames(Summary summary) {
        return summary.otherNames().isEmpty()
                ? Optional.empty()
                : Optional.of("also dropped as: "
                        + summary.otherNames().stream()
                                .map(DisplayText::printable)
                                .collect(Collectors.joining(", ")));
    }

    /** Says that the charset of the drop's file is not known, where that is so. */
    public static Optional<String> guess(Drop drop) {
        InputFormat format = drop.format();
        return format == null || format.charsetBy() != CharsetOrigin.DETECTED
                ? Optional.empty()
                : Optional.of("read as " + format.charset() + ", which is a guess: set charset in the feed's settings");
    }

    /** {@return what the drop's file is warned of, a line for each code: how often, where, and the sentence} */
    public static List<String> warnings(Summary summary) {
        return summary.warnings().stream()
                .map(each -> "warning: " + each.code() + ": " + where(each) + DisplayText.printable(each.message()))
                .toList();
    }

    private static String where(WarningCount warning) {
        List<Long> lines = warning.lines();
        if (lines.isEmpty()) {
            return "";
        }
        String numbers = lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return warning.count() + (warning.count() == 1 ? " time" : " times") + ", on line"
                + (lines.size() == 1 ? " " : "s ") + numbers + (warning.count() > lines.size() ? ", …" : "") + ": ";
    }

    /** That there is no ledger yet. */
    public static String nothingYet(Path home) {
        return "Nothing was dropped yet in " + home;
    }
}

package invitations.invitation;

import java.util.List;

/**
 * How often a drop has the warnings of one code.
 *
 * @param code what it is
 * @param count how many there are, at least 1
 * @param lines where the first of them show, in the order of the file, each line once, at most {@link #MOST_LINES}; empty
 *     where the file as a whole is meant
 * @param message of a file the sentence of its first warning; of rows that of the code, so that it names nobody
 */
public record WarningCount(WarningCode code, long count, List<Long> lines, String message) {
    /** How many lines are kept. */
    public static final int MOST_LINES = 10;

    public WarningCount {
        lines = List.copyOf(lines);
    }

    /** The count of a code's first warning. */
    static WarningCount first(Warning warning) {
        return new WarningCount(
                warning.code(),
                1,
                warning.line() > 0 ? List.of(warning.line()) : List.of(),
                warning.isOfRow() ? "expected " + warning.code().words() : warning.message());
    }
}

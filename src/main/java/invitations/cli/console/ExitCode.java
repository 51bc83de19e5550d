package invitations.cli.console;

import java.util.Collection;
import java.util.List;

/** What the program tells its caller. Scripts depend on the numbers. */
public enum ExitCode {
    OK(0),
    UNEXPECTED(1),
    USAGE(2),
    /** Done, but some rows were not invited: there is a dead-letter file. */
    SOME_NOT_INVITED(3),
    /** A file was refused as a whole. */
    FILE_REFUSED(4),
    /** The API cannot be reached, or rows are still open. */
    UNFINISHED(5),
    /** The API does not accept the key, or what it says cannot be trusted. */
    NOT_PERMITTED(6),
    /** Held, or not confirmed. */
    HELD(7),
    /** Another instance works with the home. */
    IN_USE(8),
    CONFIGURATION(78),
    /** Java ran out of memory: as a shell tells a process that was ended by SIGUSR1, which the launcher has it send. */
    OUT_OF_MEMORY(138);

    private static final List<ExitCode> WORST_FIRST =
            List.of(NOT_PERMITTED, UNFINISHED, HELD, FILE_REFUSED, SOME_NOT_INVITED);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The one that says most: 6 before 5 before 7 before 4 before 3. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        return WORST_FIRST.stream().filter(codes::contains).findFirst().orElse(OK);
    }
}

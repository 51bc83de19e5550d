package invitations.ledger.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One process of one machine, by what no later process has again: the boot of the machine, the name space of its process
 * ids, its id, and the time at which it started. Only where all of these can be read and are the same is a process known
 * to be alive. Immutable.
 *
 * @param machine the boot of the machine and the name space of process ids; without blanks
 * @param pid the id of the process
 * @param start when it started: in ticks since the boot on Linux, in milliseconds since 1970 elsewhere
 */
record ProcessIdentity(String machine, long pid, long start) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAME_SPACE = Path.of("/proc/self/ns/pid");
    /** Field 22 of {@code /proc/<pid>/stat}, counted from behind the name of the program: the state is the first there. */
    private static final int START_FIELD = 19;

    private static final String NO_MACHINE = "-";

    /** This process. */
    static ProcessIdentity current() {
        long pid = ProcessHandle.current().pid();
        return new ProcessIdentity(thisMachine(), pid, start(pid).orElse(-1L));
    }

    /** Reads what {@link #toString} wrote; empty when it is something else. */
    static Optional<ProcessIdentity> parse(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return parts.length == 3
                    ? Optional.of(new ProcessIdentity(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return whether the process is surely alive; false also where that cannot be told} */
    boolean isAlive() {
        return !machine.equals(NO_MACHINE)
                && machine.equals(thisMachine())
                && start >= 0
                && start(pid).filter(now -> now == start).isPresent();
    }

    /** The form in which it is kept; {@link #parse} reads it. */
    @Override
    public String toString() {
        return machine + " " + pid + " " + start;
    }

    private static String thisMachine() {
        try {
            return Files.readString(BOOT).strip() + "/" + Files.readSymbolicLink(NAME_SPACE);
        } catch (IOException | UnsupportedOperationException noLinux) {
            return Objects.requireNonNullElse(System.getenv("HOSTNAME"), NO_MACHINE)
                    .replaceAll("\\s", "_");
        }
    }

    /** {@return when the process started; empty when there is none, or it has ended and was not waited for yet} */
    private static Optional<Long> start(long pid) {
        Path stat = Path.of("/proc", String.valueOf(pid), "stat");
        if (Files.exists(BOOT)) {
            try {
                String text = Files.readString(stat);
                String[] fields =
                        text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
                return fields[0].matches("[ZXx]") ? Optional.empty() : Optional.of(Long.parseLong(fields[START_FIELD]));
            } catch (IOException | RuntimeException gone) {
                return Optional.empty();
            }
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .map(Instant::toEpochMilli);
    }
}

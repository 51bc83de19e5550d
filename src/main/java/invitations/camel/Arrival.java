package invitations.camel;

import java.nio.file.Path;

/**
 * A file that was taken into the work folder.
 *
 * @param file where it is: {@code work/<random>[.hold]/<feed>/<name>}
 * @param feed the feed it came by
 * @param name its name as dropped
 * @param hold whether a person must release it before anything is sent
 */
public record Arrival(Path file, String feed, String name, boolean hold) {

    static final String HOLD = ".hold";

    /** What the path says. */
    static Arrival of(Path file) {
        int end = file.getNameCount();
        return new Arrival(
                file,
                file.getName(end - 2).toString(),
                file.getName(end - 1).toString(),
                file.getName(end - 3).toString().endsWith(HOLD));
    }

    /** Where it is, relative to the work folder. */
    String work() {
        int end = file.getNameCount();
        return file.subpath(end - 3, end).toString();
    }
}

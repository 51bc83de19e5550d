package invitations.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where some rows of a drop go.
 *
 * @param api the address of the API
 * @param target the target's name
 * @param tenant the platform or organization
 * @param rows how many rows
 * @param first the first person, without an address; null where the first row is for nobody
 * @param firstKey where in the target the first row goes, such as a program
 */
public record Destination(
        String api, String target, String tenant, long rows, @Nullable String first, String firstKey) {
    private static final int MOST_SHOWN = 20;

    /** In words: {@code https://api.iblai.app/dm, platform acme: 3, first Ada L. <a…@example.org>}. */
    public String words() {
        String where = firstKey.equals(tenant) ? "" : " to " + firstKey;
        String person = Optional.ofNullable(first)
                .map(label -> ", first " + label + where)
                .orElse("");
        return api + ", " + target + " " + tenant + ": " + rows + person;
    }

    /** All in words; of more than twenty the first twenty, and how many more there are. */
    public static List<String> words(List<Destination> all) {
        int more = all.size() - MOST_SHOWN;
        return Stream.concat(
                        all.stream().limit(MOST_SHOWN).map(Destination::words),
                        more > 0 ? Stream.of("and " + more + " more platforms or organizations") : Stream.empty())
                .toList();
    }
}

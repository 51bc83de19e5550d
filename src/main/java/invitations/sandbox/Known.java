package invitations.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The platforms and programs that exist.
 *
 * @param platforms their keys; empty: every key but {@code unknown-platform}
 * @param programs the program keys, each with its platform's; empty: every key with a {@code +} in it that does not
 *     start with {@code unknown+}, at whichever platform is asked for
 */
public record Known(Set<String> platforms, Map<String, String> programs) {

    public Known {
        platforms = Set.copyOf(platforms);
        programs = Map.copyOf(programs);
    }

    /** Everything exists that does not call itself unknown. */
    public static Known anything() {
        return new Known(Set.of(), Map.of());
    }

    public Known withPlatform(String key) {
        Set<String> more = new TreeSet<>(platforms);
        more.add(key);
        return new Known(more, programs);
    }

    public Known withProgram(String key, String platform) {
        Map<String, String> more = new HashMap<>(programs);
        more.put(key, platform);
        return new Known(platforms, more);
    }

    boolean hasPlatform(String key) {
        return platforms.isEmpty() ? !key.equals("unknown-platform") : platforms.contains(key);
    }

    boolean hasProgram(String key) {
        return programs.isEmpty() ? key.contains("+") && !key.startsWith("unknown+") : programs.containsKey(key);
    }

    /** The platform of that program; null when it was not told. */
    @Nullable
    String platformOf(String program) {
        return programs.get(program);
    }
}

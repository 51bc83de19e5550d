package invitations.sandbox.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The platforms, programs and courses that exist.
 *
 * @param platforms their keys; empty: every key but {@code unknown-platform}
 * @param programs the program keys, each with its platform's; empty: every key with a {@code +} in it that does not
 *     start with {@code unknown+}, at whichever platform is asked for
 * @param courses the same for course ids, which may have a {@code course-v1:} before all that
 * @param licences the seats that platforms bought in courses
 */
public record Catalog(
        Set<String> platforms, Map<String, String> programs, Map<String, String> courses, List<Licence> licences) {
    private static final String COURSE_START = "course-v1:";

    public Catalog {
        platforms = Set.copyOf(platforms);
        programs = Map.copyOf(programs);
        courses = Map.copyOf(courses);
        licences = List.copyOf(licences);
    }

    /** Everything exists that does not call itself unknown. */
    public static Catalog anything() {
        return new Catalog(Set.of(), Map.of(), Map.of(), List.of());
    }

    public Catalog withPlatform(String key) {
        Set<String> more = new TreeSet<>(platforms);
        more.add(key);
        return new Catalog(more, programs, courses, licences);
    }

    public Catalog withProgram(String key, String platform) {
        return new Catalog(platforms, with(programs, key, platform), courses, licences);
    }

    public Catalog withCourse(String id, String platform) {
        return new Catalog(platforms, programs, with(courses, id, platform), licences);
    }

    public Catalog withLicence(Licence licence) {
        List<Licence> more = new ArrayList<>(licences);
        more.add(licence);
        return new Catalog(platforms, programs, courses, more);
    }

    public boolean hasPlatform(String key) {
        return platforms.isEmpty() ? !key.equals("unknown-platform") : platforms.contains(key);
    }

    /** {@return whether there is a platform, program or course, as the target says, with that key} */
    public boolean has(String target, String key) {
        if (target.equals("platform")) {
            return hasPlatform(key);
        }
        Map<String, String> told = platformsOf(target);
        return told.isEmpty() ? key.contains("+") && !withoutStart(key).startsWith("unknown+") : told.containsKey(key);
    }

    /** The platform of that program or course; null when it was not told. */
    @Nullable
    public String platformOf(String target, String key) {
        return platformsOf(target).get(key);
    }

    /** {@return what the first part of the key says of the platform} */
    public static String platformIn(String key) {
        String parts = withoutStart(key);
        int plus = parts.indexOf('+');
        return plus < 0 ? parts : parts.substring(0, plus);
    }

    private Map<String, String> platformsOf(String target) {
        return switch (target) {
            case "program" -> programs;
            case "course" -> courses;
            default -> Map.of();
        };
    }

    private static Map<String, String> with(Map<String, String> some, String key, String platform) {
        Map<String, String> more = new HashMap<>(some);
        more.put(key, platform);
        return more;
    }

    private static String withoutStart(String key) {
        return key.startsWith(COURSE_START) ? key.substring(COURSE_START.length()) : key;
    }
}

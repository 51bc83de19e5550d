package invitations.intake.workbook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * What one part of a workbook says of another one (ECMA-376, part 2, section 9.3).
 *
 * @param id by which the part names it
 * @param type what it is, as a URI; empty where that is not said
 * @param part the name of the other part, from the root of the package, as {@link #name} has it
 */
record Relationship(String id, String type, String part) {

    /** {@return whether it is of a type, whose URI ends so in all editions of the standard} */
    boolean isOf(String kind) {
        return type.endsWith("/" + kind);
    }

    /** {@return whether it may be a sheet with cells; not all programs say so} */
    boolean isSheet() {
        return type.isEmpty() || isOf("worksheet");
    }

    /**
     * The name of a part as its source names it, which may be from the root, or from the folder that the source is in, with
     * {@code ./}, {@code ..} and backslashes.
     *
     * @param source the name of the part that names it; empty for the package
     */
    static String resolve(String source, String target) {
        String path = target.replace('\\', '/');
        String folder = path.startsWith("/") ? "" : source.substring(0, source.lastIndexOf('/') + 1);
        return name(folder + path);
    }

    /** The name by which parts are compared: without case, and with nothing but names between slashes. */
    static String name(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String step : path.replace('\\', '/').split("/", -1)) {
            if (step.equals("..")) {
                names.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                names.addLast(step);
            }
        }
        return String.join("/", names).toLowerCase(Locale.ROOT);
    }

    /** The name without the signs that a URI has in place of others, such as {@code %20}. */
    static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }
}

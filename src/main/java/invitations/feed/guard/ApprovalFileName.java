package invitations.feed.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file that approves or discards a drop, such as {@code APPROVE-0a1b2c3d4e5f.txt}. Immutable.
 *
 * @param verb what is to become of the drop
 * @param hash the plan that is meant, 12 hexadecimal digits
 */
public record ApprovalFileName(Verb verb, String hash) {
    /** What a template has behind its name: without it, the file acts. */
    public static final String TEMPLATE = ".template";

    private static final Pattern NAME = Pattern.compile("(APPROVE|DISCARD)-([0-9a-f]{12})\\.txt");
    private static final Pattern LIKE = Pattern.compile(
            "(approve|discard)-([0-9a-f]{12}\\b.*|.*\\.txt(\\.[a-z]+)?)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What is to become of a drop. */
    public enum Verb {
        APPROVE,
        DISCARD
    }

    /** {@return what a name says; empty where it is not exactly one of these names} */
    public static Optional<ApprovalFileName> of(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new ApprovalFileName(Verb.valueOf(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** {@return whether the name is one of these, a template, or was probably meant to be one} */
    public static boolean isLike(String name) {
        return LIKE.matcher(name).matches();
    }

    /** {@return the name of the file} */
    public String text() {
        return verb.name() + "-" + hash.toLowerCase(Locale.ROOT) + ".txt";
    }

    /** {@return the name of the template that becomes the file} */
    public String template() {
        return text() + TEMPLATE;
    }
}

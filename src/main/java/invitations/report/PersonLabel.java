package invitations.report;

import invitations.base.EmailMask;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person in a few signs, such as {@code Ada L. <a…@example.org>}: enough to see that the right list goes to the right
 * place, and no address. {@link EmailMask} leaves it as it is.
 */
public final class PersonLabel {
    private static final int LONGEST_NAME = 30;
    private static final String REST = "…";

    private PersonLabel() {}

    /**
     * The label; empty when there is neither an address nor a user name. Names with other signs than letters, blanks,
     * hyphens and apostrophes are left out: they could be anything.
     *
     * @param email the person's address, or null
     * @param username the person's user name, which may be an address, or null
     */
    public static Optional<String> of(
            @Nullable String firstName, @Nullable String lastName, @Nullable String email, @Nullable String username) {
        String subject = email == null || email.isBlank() ? username : email;
        if (subject == null || subject.isBlank()) {
            return Optional.empty();
        }
        String first = name(firstName);
        String last = name(lastName);
        String name = first
                + (first.isEmpty() || last.isEmpty() ? "" : " ")
                + (last.isEmpty() ? "" : last.substring(0, last.offsetByCodePoints(0, 1)) + ".");
        return Optional.of((name.isEmpty() ? "" : name + " ") + "<" + masked(subject.strip()) + ">");
    }

    private static String masked(String subject) {
        int at = subject.lastIndexOf('@');
        String local = at < 0 ? subject : subject.substring(0, at);
        String domain = at < 0 ? "" : subject.substring(at).replaceAll("[^@\\p{L}\\p{M}\\p{N}.-]", "");
        int start = local.codePoints()
                .filter(Character::isLetterOrDigit)
                .findFirst()
                .orElse(REST.codePointAt(0));
        String sign = Character.toString(start);
        return (sign.equals(REST) ? "" : sign) + REST + domain;
    }

    private static String name(@Nullable String text) {
        String name = text == null ? "" : text.strip();
        if (!name.matches("\\p{L}[\\p{L}\\p{M} '’-]*")) {
            return "";
        }
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + REST;
    }
}

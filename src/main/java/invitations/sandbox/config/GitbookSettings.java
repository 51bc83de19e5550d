package invitations.sandbox.config;

import org.jspecify.annotations.Nullable;

/**
 * How GitBook's API is to behave.
 *
 * @param prefix what comes before its paths, and is part of its base URL: {@code /v1}
 * @param access the tokens; null: the keys of the other API, behind the word {@code Bearer}
 * @param maximum the most addresses that a call may invite; more are answered with 400
 */
public record GitbookSettings(String prefix, @Nullable Access access, int maximum) {

    static GitbookSettings standard() {
        return new GitbookSettings("/v1", null, 100);
    }

    /** The tokens, where the keys of the other API are these. */
    public Access accessBeside(Access other) {
        return access == null ? other.withScheme("Bearer") : access;
    }
}

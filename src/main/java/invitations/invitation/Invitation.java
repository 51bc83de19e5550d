package invitations.invitation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a valid row asks for.
 *
 * @param target the target's name
 * @param operation what is asked for, and how its calls are cut
 * @param tenant whom the call is made for: the platform, the organization
 * @param targetKey where in the target: the platform, program or course
 * @param pool the {@code source} that blank invitations are known by; null when it has nothing to do with them
 * @param email the person's address as given, null when a user name stands for them
 * @param username the person's user name as given, null when an address stands for them
 * @param item the item to send, in the order of the file's columns, {@code metadata} included, without the marker
 * @param asking whether the API is asked before anything is sent
 */
public record Invitation(
        String target,
        Operation operation,
        String tenant,
        String targetKey,
        @Nullable String pool,
        @Nullable String email,
        @Nullable String username,
        Map<String, Object> item,
        Asking asking) {

    /** The addresses that the person is known by; a user name may be one. */
    public List<String> addresses() {
        boolean hasEmail = email != null && email.indexOf('@') > 0;
        boolean isUsernameOne = username != null && username.indexOf('@') > 0;
        if (hasEmail) {
            return isUsernameOne ? List.of(email, username) : List.of(email);
        }
        return isUsernameOne ? List.of(username) : List.of();
    }

    /** The same, asked about in another way. */
    public Invitation asking(Asking other) {
        return new Invitation(target, operation, tenant, targetKey, pool, email, username, item, other);
    }

    /** Whether the API is asked whether the person has an invitation. */
    public enum Asking {
        /** It is not. */
        NOT(0),
        /** Before anything is sent. */
        FIRST(1),
        /** And nothing is sent whatever it says. */
        ONLY(2);

        private final int number;

        Asking(int number) {
            this.number = number;
        }

        /** The number that the ledger has for it. */
        public int number() {
            return number;
        }
    }
}

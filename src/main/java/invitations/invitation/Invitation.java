package invitations.invitation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a valid row asks for.
 *
 * @param target the target's name
 * @param operation how its call is cut
 * @param platformKey the platform that the call is made for
 * @param targetKey where in the target: the platform, program or course
 * @param email the person's address as given, null when a user name stands for them
 * @param username the person's user name as given, null when an address stands for them
 * @param item the item to send, in the order of the file's columns, {@code metadata} included, without the marker
 */
public record Invitation(
        String target,
        Operation operation,
        String platformKey,
        String targetKey,
        @Nullable String email,
        @Nullable String username,
        Map<String, Object> item) {}

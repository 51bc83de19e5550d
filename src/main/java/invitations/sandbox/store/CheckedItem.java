package invitations.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.http.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What checking made of an item: something to invite, or the reasons against it. */
public sealed interface CheckedItem {

    /**
     * An item that keeps the contract.
     *
     * @param key where in the target
     * @param platform the platform's key
     * @param email null when a user name stands for the person
     * @param username null when an address stands for the person
     * @param given the fields that were sent, as they are stored
     * @param marker the metadata as they were sent, whatever is stored of them
     */
    record Item(
            String key,
            String platform,
            @Nullable String email,
            @Nullable String username,
            ObjectNode given,
            JsonNode marker)
            implements CheckedItem {

        /** An invite to a GitBook organization; without an address it is a link. */
        public static Item atGitbook(String organization, @Nullable String email, JsonNode marker) {
            return new Item(organization, organization, email, null, JsonNodeFactory.instance.objectNode(), marker);
        }

        /** The same at another platform. */
        Item atPlatform(String other) {
            return new Item(key, other, email, username, given, marker);
        }
    }

    /** The reasons against it, at least one. */
    record Refused(List<Refusal> refusals) implements CheckedItem {}
}

package invitations.ledger.send;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.Operation;
import invitations.ledger.store.Json;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that the API is asked about: it is not known whether it acted, or it is asked before anything is sent.
 *
 * @param id its id
 * @param target the target's name
 * @param operation what it asks for
 * @param tenant whom the call is made for: the platform, the organization
 * @param targetKey where in the target: the platform, the program
 * @param pool the source that blank invitations are known by; null when it has nothing to do with them
 * @param item what is sent, a JSON object without the marker
 * @param isUnchecked whether it is asked about before anything is sent
 * @param isOnlyAsked whether nothing is sent whatever the API says
 * @param existing of the blank invitations that it asks for, how many the API was found to have
 * @param intendedAt when the first call that carried it was about to be made; null when none was
 * @param actedBy until when the API may have acted on the last call that carried it, at the latest; null when none did
 * @param renews whether it sends an invitation again that is pending for long
 * @param reinviteAfter how old a pending invitation must be to be sent again; null when none ever is
 * @param isRefused whether the API said of the batch that carried it that it did none of it
 */
public record LookupRow(
        long id,
        String target,
        Operation operation,
        String tenant,
        String targetKey,
        @Nullable String pool,
        String item,
        boolean isUnchecked,
        boolean isOnlyAsked,
        long existing,
        @Nullable Instant intendedAt,
        @Nullable Instant actedBy,
        boolean renews,
        @Nullable Duration reinviteAfter,
        boolean isRefused) {

    /** {@return what is sent} */
    public JsonNode parsedItem() {
        return Json.read(item);
    }
}

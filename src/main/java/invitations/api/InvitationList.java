package invitations.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list of an API that shows whom it has invited. Immutable, and safe for any number of threads. */
public interface InvitationList {

    /** The API's name; the route that asks it is {@code ask-<name>}. */
    String api();

    /** The list's path below the address of the API, as it is before it is encoded; no part of it is a row's. */
    String path(String tenant);

    /** {@return whether an invitation shows the marker that it was sent with, and can be found by it} */
    boolean hasMarkers();

    /** {@return whether somebody whom it does not show is not invited} */
    boolean showsEverybody();

    /** The parameters by which it shows all that is the tenant's. */
    Map<String, String> ofTenant(String tenant);

    /**
     * The parameters by which it shows what there is in one place.
     *
     * @param pool only what is known by this source; null for everything
     */
    Map<String, String> ofPlace(String tenant, String targetKey, @Nullable String pool);

    /**
     * The parameters by which it shows what one person has in one place.
     *
     * @param field {@code email} or {@code username}
     */
    default Map<String, String> ofPerson(
            String tenant, String targetKey, @Nullable String pool, String field, String value) {
        Map<String, String> parameters = new LinkedHashMap<>(ofPlace(tenant, targetKey, pool));
        parameters.put(field, value);
        return parameters;
    }

    /** How many entries a page is asked to have, where nothing speaks for another number. */
    int PAGE_SIZE = 100;

    /**
     * The parameters of a page.
     *
     * @param number from 1
     * @param cursor what the page before said about the next one; null when it said nothing
     * @param size how many entries it is asked to have, at most {@link #PAGE_SIZE}; the same for all pages of a list
     */
    Map<String, String> page(int number, @Nullable String cursor, int size);

    /**
     * Reads a page. Where the next one is, is never taken from it as an address, which could lead anywhere.
     *
     * @param before how many the pages before it have shown; its own size is the server's choice
     * @return empty when it is no list
     */
    Optional<ListPage> read(JsonNode json, long before);

    /**
     * {@return whether what it shows is in that place}
     *
     * @param pool the source that it must be known by; null for any
     */
    boolean isIn(ListedInvitation invitation, String tenant, String targetKey, @Nullable String pool);

    /** {@return whether what it shows may be in that place: as {@link #isIn}, without regard to case and Unicode forms} */
    boolean isInLike(ListedInvitation invitation, String tenant, String targetKey, @Nullable String pool);

    /**
     * {@return what tells by itself whether an address has an invitation that was not accepted yet, wherever that is; empty where
     * the API has no such thing}
     */
    default Optional<InvitationList> check() {
        return Optional.empty();
    }

    /**
     * {@return whether it is no list, but tells of one thing whether it is there: a 404 in the words of the API says that it is not,
     * and what else is refused is nothing against the lists}
     */
    default boolean isAside() {
        return false;
    }
}

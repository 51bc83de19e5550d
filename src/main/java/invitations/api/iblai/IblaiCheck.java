package invitations.api.iblai;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ibl.ai API tells anybody, without a key: whether an address has an active invitation to any platform. It is not
 * bound to what a key may see, and so tells what a list may hide.
 */
enum IblaiCheck implements InvitationList {
    PLATFORM;

    /** The path of the list that it goes with. */
    static final String OF = "invitations/platform/";

    @Override
    public String api() {
        return IblaiList.API;
    }

    @Override
    public String path(String tenant) {
        return OF + "check/";
    }

    @Override
    public boolean hasMarkers() {
        return false;
    }

    /** Not those who have accepted. */
    @Override
    public boolean showsEverybody() {
        return false;
    }

    @Override
    public Map<String, String> ofTenant(String tenant) {
        return Map.of();
    }

    @Override
    public Map<String, String> ofPlace(String tenant, String targetKey, @Nullable String pool) {
        return Map.of();
    }

    @Override
    public Map<String, String> page(int number, @Nullable String cursor, int size) {
        return Map.of();
    }

    /** A success is one invitation, of which nothing is told. */
    @Override
    public Optional<ListPage> read(JsonNode json, long before) {
        return Optional.of(new ListPage(List.of(new ListedInvitation(json)), 1, true, null));
    }

    @Override
    public boolean isIn(ListedInvitation invitation, String tenant, String targetKey, @Nullable String pool) {
        return true;
    }

    @Override
    public boolean isInLike(ListedInvitation invitation, String tenant, String targetKey, @Nullable String pool) {
        return true;
    }

    @Override
    public boolean isAside() {
        return true;
    }
}

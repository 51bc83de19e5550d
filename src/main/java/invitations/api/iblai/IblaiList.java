package invitations.api.iblai;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list of invitations of the ibl.ai API. Parameters that it does not know filter by the invitations' metadata, and so
 * by their marker.
 *
 * @param path its path below the catalog, such as {@code invitations/program/}
 * @param keyField the field that says where in the target an invitation is, such as {@code program_key}
 */
public record IblaiList(String path, String keyField) implements InvitationList {
    /** The name of the API. */
    public static final String API = "iblai";

    /** The seats that were bought for courses. */
    public static final IblaiList LICENCES = new IblaiList("licenses/course/", "course_id");

    private static final String PLATFORM_KEY = "platform_key";
    private static final String SOURCE = "source";

    @Override
    public String api() {
        return API;
    }

    @Override
    public String path(String tenant) {
        return path;
    }

    @Override
    public boolean hasMarkers() {
        return true;
    }

    @Override
    public boolean showsEverybody() {
        return true;
    }

    @Override
    public Map<String, String> ofTenant(String tenant) {
        return Map.of(PLATFORM_KEY, tenant);
    }

    @Override
    public Map<String, String> ofPlace(String tenant, String targetKey, @Nullable String pool) {
        Map<String, String> parameters = new LinkedHashMap<>(ofTenant(tenant));
        parameters.put(keyField, targetKey);
        if (pool != null) {
            parameters.put(SOURCE, pool);
        }
        return parameters;
    }

    /** By ascending ids, so that what is added meanwhile moves nothing from one page to another. */
    @Override
    public Map<String, String> page(int number, @Nullable String cursor, int size) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("sort", "id");
        parameters.put("page", String.valueOf(number));
        parameters.put("page_size", String.valueOf(size));
        return parameters;
    }

    @Override
    public Optional<ListPage> read(JsonNode json, long before) {
        return ListPage.of(json, before);
    }

    @Override
    public boolean isIn(ListedInvitation invitation, String tenant, String targetKey, @Nullable String pool) {
        return invitation.isIn(keyField, targetKey)
                && invitation.isIn(PLATFORM_KEY, tenant)
                && (pool == null || invitation.isIn(SOURCE, pool));
    }

    @Override
    public boolean isInLike(ListedInvitation invitation, String tenant, String targetKey, @Nullable String pool) {
        return invitation.isInLike(keyField, targetKey)
                && invitation.isInLike(PLATFORM_KEY, tenant)
                && (pool == null || invitation.isInLike(SOURCE, pool));
    }

    @Override
    public Optional<InvitationList> check() {
        return path.equals(IblaiCheck.OF) ? Optional.of(IblaiCheck.PLATFORM) : Optional.empty();
    }
}

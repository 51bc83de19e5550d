package invitations.sandbox.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.config.Catalog;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.FieldFormat;
import invitations.sandbox.http.Refusal;
import invitations.sandbox.store.CheckedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for one item, as the vendor's description has them. */
final class ItemValidator {
    /** Local parts with this start are refused, to have a refusal by the API whenever one is wanted. */
    static final String REFUSED_START = "refuse-";

    private static final Map<String, FieldFormat> STORED = Map.of(
            "email", FieldFormat.EMAIL,
            "username", FieldFormat.TEXT,
            "active", FieldFormat.BOOLEAN,
            "source", FieldFormat.TEXT,
            "redirect_to", FieldFormat.URL,
            "created", FieldFormat.DATE_TIME,
            "expired", FieldFormat.DATE_TIME,
            "platform_key", FieldFormat.TEXT);
    private static final Map<String, FieldFormat> ENROLLMENT =
            Map.of("started", FieldFormat.DATE_TIME, "expired", FieldFormat.DATE_TIME);

    private final Catalog known;
    private final boolean keepsMetadata;

    ItemValidator(Catalog known, Variants.Metadata metadata) {
        this.known = known;
        this.keepsMetadata = metadata == Variants.Metadata.KEPT;
    }

    /**
     * Holds an item against the contract.
     *
     * @param callPlatform the platform that a bulk call is made for; null for a single call
     */
    CheckedItem check(Endpoint endpoint, JsonNode sent, @Nullable String callPlatform) {
        List<Refusal> refusals = new ArrayList<>(0);
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        sent.properties().forEach(field -> take(endpoint, field, given, metadata, refusals));
        if (!metadata.isEmpty()) {
            given.set("metadata", metadata);
        }
        String key = given.path(endpoint.keyField()).textValue();
        String email = given.path("email").textValue();
        String username = given.path("username").textValue();
        for (String field : endpoint.required()) {
            if (!sent.hasNonNull(field)) {
                refusals.add(Refusal.required(field));
            }
        }
        if (endpoint.isForPerson() && !sent.hasNonNull("email") && !sent.hasNonNull("username")) {
            refusals.add(Refusal.of("error", "Either email or username is required.", "no_person"));
        }
        if (key == null || !refusals.isEmpty()) {
            return new CheckedItem.Refused(refusals);
        }
        if (!known.has(endpoint.target(), key)) {
            String text = "No " + endpoint.target() + " matches the given key.";
            return new CheckedItem.Refused(List.of(new Refusal(404, "detail", text, "unknown_" + endpoint.target())));
        }
        if (email != null && email.startsWith(REFUSED_START)) {
            String text = "This address does not take invitations.";
            return new CheckedItem.Refused(List.of(Refusal.of("email", text, "refused_email")));
        }
        String platform = platform(endpoint.target(), key, given, callPlatform);
        given.put("platform_key", platform);
        return new CheckedItem.Item(key, platform, email, username, given, sent.path("metadata"));
    }

    private void take(
            Endpoint endpoint,
            Map.Entry<String, JsonNode> field,
            ObjectNode given,
            ObjectNode metadata,
            List<Refusal> refusals) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        if (value.isNull()) {
            return;
        }
        switch (name) {
            case "metadata" -> {
                if (isGood(name, value, FieldFormat.OBJECT, refusals) && keepsMetadata) {
                    metadata.setAll((ObjectNode) value);
                }
            }
            case "enrollment_config" -> {
                if (isGood(name, value, FieldFormat.OBJECT, refusals)) {
                    ENROLLMENT.forEach((part, format) -> {
                        if (value.hasNonNull(part)) {
                            isGood(part, value.path(part), format, refusals);
                        }
                    });
                    given.set(name, value);
                }
            }
            // The vendor's list of columns has it as an address; it is stored with the other extras.
            case "user_group_owner_email" -> {
                if (isGood(name, value, FieldFormat.EMAIL, refusals)) {
                    metadata.set(name, value);
                }
            }
            default -> {
                FieldFormat format = name.equals(endpoint.keyField()) ? FieldFormat.TEXT : STORED.get(name);
                if (format == null) {
                    metadata.set(name, value);
                } else if (isGood(name, value, format, refusals)) {
                    given.set(name, value);
                }
            }
        }
    }

    private static boolean isGood(String name, JsonNode value, FieldFormat format, List<Refusal> refusals) {
        Refusal refusal = format.refusal(name, value);
        if (refusal != null) {
            refusals.add(refusal);
        }
        return refusal == null;
    }

    private String platform(String target, String key, ObjectNode given, @Nullable String callPlatform) {
        String platform = callPlatform == null ? known.platformOf(target, key) : callPlatform;
        if (platform == null) {
            platform = given.path("platform_key").textValue();
        }
        return platform == null ? Catalog.platformIn(key) : platform;
    }
}

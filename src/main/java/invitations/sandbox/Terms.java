package invitations.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Turns invitations and filters into the terms by which the lists of one target find them. */
final class Terms {
    /** What an invitation without an address and a user name is found by. */
    static final String BLANK = "blank";

    private static final Set<String> NOT_FILTERS = Set.of("page", "page_size", "sort");

    private final List<String> filters;
    private final boolean foldsCase;

    /** @param keyField the field that says where in the target: {@code platform_key}, {@code program_key}, {@code course_id} */
    Terms(String keyField, Variants.Emails emails) {
        filters = Stream.of(keyField, "platform_key", "org", "email", "username", "source", "active")
                .distinct()
                .toList();
        foldsCase = emails == Variants.Emails.CASE_FOLDED;
    }

    String term(String field, String value) {
        return field + "=" + (foldsCase && field.equals("email") ? value.toLowerCase(Locale.ROOT) : value);
    }

    /** All that the invitation can be found by. */
    List<String> of(JsonNode invitation) {
        List<String> terms = new ArrayList<>();
        for (String field : filters) {
            JsonNode value = invitation.path(field.equals("org") ? "platform_key" : field);
            if (!value.isNull()) {
                terms.add(term(field, value.asText()));
            }
        }
        if (invitation.path("email").isNull() && invitation.path("username").isNull()) {
            terms.add(BLANK);
        }
        invitation.path("metadata").properties().forEach(entry -> {
            if (entry.getValue().isValueNode()) {
                terms.add("metadata__" + entry.getKey() + "=" + entry.getValue().asText());
            }
        });
        return terms;
    }

    /** What a query filters by. An empty value filters nothing, and a name that is no field is one of the metadata. */
    List<String> wanted(Map<String, String> query) {
        List<String> wanted = new ArrayList<>();
        query.forEach((name, value) -> {
            if (NOT_FILTERS.contains(name) || value.isEmpty()) {
                return;
            }
            if (name.equals("active")) {
                wanted.add("active=" + (value.equalsIgnoreCase("true") || value.equals("1")));
            } else if (filters.contains(name)) {
                wanted.add(term(name, value));
            } else {
                wanted.add("metadata__" + name + "=" + value);
            }
        });
        return wanted;
    }
}

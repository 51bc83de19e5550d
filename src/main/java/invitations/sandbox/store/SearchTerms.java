package invitations.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.config.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns invitations and filters into the terms by which the lists of one target find them. */
public final class SearchTerms {
    /** What an invitation without an address and a user name is found by. */
    static final String BLANK = "blank";

    /** Whose invitations a key may see that sees no others. */
    static final String OWN_SOURCE = "own";

    private static final Set<String> NOT_FILTERS = Set.of("page", "page_size", "sort", "verbose");

    private final List<String> filters;
    private final Set<String> keyFields;
    private final boolean foldsCase;
    private final Variants variants;

    /** @param keyField the field that says where in the target: {@code platform_key}, {@code program_key}, {@code course_id} */
    public SearchTerms(String keyField, Variants variants) {
        this.variants = variants;
        keyFields = Stream.of(keyField, "platform_key", "org").collect(Collectors.toSet());
        filters = Stream.of(keyField, "platform_key", "org", "email", "username", "source", "active")
                .distinct()
                .toList();
        foldsCase = variants.emails() == Variants.Emails.CASE_FOLDED;
    }

    /** The value as the server has it. */
    String spelt(String field, String value) {
        boolean isLower = keyFields.contains(field) && variants.keys() != Variants.Keys.AS_SENT;
        return isLower ? value.toLowerCase(Locale.ROOT) : value;
    }

    /** {@return what an invitation is found by that has the field as it was sent} */
    public String term(String field, String value) {
        String spelt = spelt(field, value);
        return field + "=" + (foldsCase && field.equals("email") ? spelt.toLowerCase(Locale.ROOT) : spelt);
    }

    /** Writes the keys as the server has them. */
    void spell(ObjectNode invitation) {
        keyFields.stream()
                .filter(field -> invitation.path(field).isTextual())
                .forEach(field -> invitation.put(
                        field, spelt(field, invitation.path(field).asText())));
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

    /** {@return what a query filters by} An empty value filters nothing, and a name that is no field is one of the metadata. */
    public List<String> wanted(Map<String, String> query) {
        List<String> wanted = new ArrayList<>();
        query.forEach((name, value) -> {
            boolean isFilter = !NOT_FILTERS.contains(name) && !value.isEmpty();
            if (!isFilter || (isDeaf() && !keyFields.contains(name))) {
                return;
            }
            if (name.equals("active")) {
                wanted.add("active=" + (value.equalsIgnoreCase("true") || value.equals("1")));
            } else if (filters.contains(name)) {
                boolean isExact = keyFields.contains(name) && variants.keys() == Variants.Keys.LOWER_CASE_EXACT;
                wanted.add(isExact ? name + "=" + value : term(name, value));
            } else {
                wanted.add("metadata__" + name + "=" + value);
            }
        });
        if (variants.lists() == Variants.Lists.OWN_SOURCE) {
            wanted.add(term("source", OWN_SOURCE));
        }
        return wanted;
    }

    private boolean isDeaf() {
        return variants.lists() == Variants.Lists.UNFILTERED || variants.lists() == Variants.Lists.FIRST_PAGE;
    }
}

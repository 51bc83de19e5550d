package invitations.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a call that invites people to a GitBook organization. */
public record InviteBody(JsonNode json) {

    /**
     * A person in the body.
     *
     * @param role null for a guest
     */
    public record Person(String email, @Nullable String role) {}

    /** {@return what breaks the contract; null when nothing does} */
    @Nullable
    public String wrong(int maximum) {
        JsonNode emails = json.path("emails");
        if (!emails.isArray() || emails.isEmpty()) {
            return "emails: expected a list with at least one address";
        }
        if (emails.size() > maximum) {
            return "emails: expected at most " + maximum;
        }
        if (!isRole(json.path("role"))) {
            return "role: unknown role";
        }
        if (json.has("sso") && !json.path("sso").isBoolean()) {
            return "sso: expected a boolean";
        }
        for (JsonNode each : emails) {
            if (FieldFormat.EMAIL.refusal("email", email(each)) != null) {
                return "emails: invalid address";
            }
            if (!isRole(each.path("role"))) {
                return "emails: unknown role";
            }
        }
        return null;
    }

    public boolean isSso() {
        return json.path("sso").asBoolean();
    }

    /** Those who are to be invited, each with its own role or that of all, once nothing is wrong. */
    public List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (JsonNode each : json.path("emails")) {
            JsonNode role = each.has("role") ? each.path("role") : json.path("role");
            people.add(new Person(email(each).asText(), role.textValue()));
        }
        return people;
    }

    /** All addresses, good or bad. */
    List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        json.path("emails").forEach(each -> addresses.add(email(each).asText()));
        return addresses;
    }

    private static JsonNode email(JsonNode each) {
        return each.isObject() ? each.path("email") : each;
    }

    private static boolean isRole(JsonNode value) {
        return value.isMissingNode() || value.isNull() || Role.isNamed(value);
    }
}

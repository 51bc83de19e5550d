package invitations.sandbox.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.http.InviteBody;
import invitations.sandbox.store.CheckedItem;
import invitations.sandbox.store.Outbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom GitBook's organizations invited, and who of them is a member. An address is one person, in whichever case. Safe
 * for any number of threads.
 */
final class MemberEndpoints {
    /** Addresses with this start fail to sign on with {@code sso}, to have such a failure whenever one is wanted. */
    static final String NO_SSO_START = "nosso-";

    private final Outbox outbox;
    private final int maximum;
    private final boolean joinAtOnce;
    private final Map<String, Long> users = new HashMap<>();
    private final Map<String, Map<String, Member>> organizations = new HashMap<>();

    MemberEndpoints(SandboxSettings settings, Outbox outbox) {
        this.outbox = outbox;
        maximum = settings.gitbook().maximum();
        joinAtOnce = settings.variants().members() == Variants.Members.AT_ONCE;
    }

    /** @param role null for a guest */
    private record Member(
            long user, String email, String name, @Nullable String role, boolean sso, @Nullable Instant joinedAt) {
        private Member joined(@Nullable String newName) {
            return new Member(user, email, newName == null ? name : newName, role, sso, now());
        }

        private boolean hasJoined() {
            return joinedAt != null;
        }

        private boolean hasIn(String folded) {
            return folded(email).contains(folded) || folded(name).contains(folded);
        }

        private ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("object", "member").put("id", id(user)).put("role", role);
            json.putObject("user")
                    .put("object", "user")
                    .put("id", id(user))
                    .put("displayName", name)
                    .put("email", email)
                    .putObject("urls")
                    .put("location", "https://api.gitbook.com/v1/users/" + id(user));
            json.put("disabled", false)
                    .put("joinedAt", String.valueOf(joinedAt))
                    .put("sso", sso);
            return json.put("spaces", 0).put("teams", 0).put("sites", 0);
        }
    }

    /** Invites everybody whom the call names, or nobody when something is wrong with it. */
    synchronized HttpAnswer invite(ApiCall call) {
        InviteBody asked = new InviteBody(call.json());
        String wrong = asked.wrong(maximum);
        if (wrong != null) {
            return HttpAnswer.error(400, wrong);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = body.putArray("users");
        ArrayNode failed = JsonNodeFactory.instance.arrayNode();
        for (InviteBody.Person person : asked.people()) {
            if (!person.email().startsWith(ItemValidator.REFUSED_START)) {
                ids.add(id(invite(call, person, asked.isSso())));
                if (asked.isSso() && person.email().startsWith(NO_SSO_START)) {
                    failed.add(person.email());
                }
            }
        }
        body.put("invited", ids.size()).set("failedSSOEmails", failed);
        return HttpAnswer.json(200, body);
    }

    /** The caller joins, of whom nothing else is known. */
    HttpAnswer join(ApiCall call) {
        return call.invite().startsWith("unknown")
                ? HttpAnswer.error(404, "Invite not found")
                : HttpAnswer.json(200, JsonNodeFactory.instance.objectNode());
    }

    /** The members of whom the address or the name has the text in it. */
    synchronized HttpAnswer search(ApiCall call) {
        String folded = folded(call.query().getOrDefault("search", ""));
        List<ObjectNode> found = organizations.getOrDefault(call.organization(), Map.of()).values().stream()
                .filter(member -> member.hasJoined() && member.hasIn(folded))
                .map(Member::json)
                .toList();
        return CursorPage.answer(call, found);
    }

    /** Makes the person a member wherever it is invited and is none; tells of how many organizations. */
    synchronized int accept(InvitationRef who) {
        int accepted = 0;
        for (Map.Entry<String, Map<String, Member>> each : organizations.entrySet()) {
            Member invited = each.getValue().get(folded(who.email()));
            boolean isWanted = who.key() == null || who.key().equals(each.getKey());
            if (isWanted && invited != null && !invited.hasJoined()) {
                each.getValue().put(folded(who.email()), invited.joined(who.username()));
                accepted++;
            }
        }
        return accepted;
    }

    private long invite(ApiCall call, InviteBody.Person person, boolean isSso) {
        boolean sso = isSso && !person.email().startsWith(NO_SSO_START);
        String folded = folded(person.email());
        long user = users.computeIfAbsent(folded, any -> users.size() + 1L);
        String name = person.email().substring(0, person.email().lastIndexOf('@'));
        Member before = organizations
                .computeIfAbsent(call.organization(), any -> new LinkedHashMap<>())
                .putIfAbsent(
                        folded, new Member(user, person.email(), name, person.role(), sso, joinAtOnce ? now() : null));
        ObjectNode marker = JsonNodeFactory.instance.objectNode();
        if (person.role() != null) {
            marker.put("role", person.role());
        }
        outbox.send(
                call.endpoint(),
                CheckedItem.Item.atGitbook(call.organization(), person.email(), marker),
                user,
                before != null);
        return user;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String id(long user) {
        return "user-" + user;
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

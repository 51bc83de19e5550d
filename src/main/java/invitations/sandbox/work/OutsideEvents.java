package invitations.sandbox.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.store.InvitationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/** What happens to invitations outside the API: people accept them, and time passes. Safe for any number of threads. */
public final class OutsideEvents {
    private static final int FIRST_USER = 1000;
    private static final Duration PAST = Duration.ofHours(1);

    private final Map<String, InvitationStore> invitations;
    private final MemberEndpoints members;

    /** @param invitations by their targets */
    OutsideEvents(Map<String, InvitationStore> invitations, MemberEndpoints members) {
        this.invitations = invitations;
        this.members = members;
    }

    /** The person accepts what it has not accepted yet; tells how many. */
    public int accept(InvitationRef who) {
        if (who.isAtGitbook()) {
            return members.accept(who);
        }
        Map<String, String> filters = who.filters();
        filters.put("active", "true");
        String started = ago(Duration.ZERO);
        return of(who).changeAll(filters, invitation -> {
            invitation.put("active", false).put("started", started);
            if (invitation.path("user_id").isNull()) {
                invitation.put("user_id", FIRST_USER + invitation.path("id").asInt());
            }
            name(invitation, who);
        });
    }

    /**
     * The person has let the invitations lapse an hour ago; tells how many.
     *
     * @throws IllegalArgumentException at GitBook, where nothing lapses
     */
    public int expire(InvitationRef who) {
        if (who.isAtGitbook()) {
            throw new IllegalArgumentException("target is platform, program or course: nothing lapses at GitBook");
        }
        String expired = ago(PAST);
        return of(who).changeAll(who.filters(), invitation -> invitation.put("expired", expired));
    }

    /** The person's invitations were made so much earlier than now; tells how many. */
    public int age(InvitationRef who, Duration time) {
        String created = ago(time);
        return of(who).changeAll(who.filters(), invitation -> invitation.put("created", created));
    }

    private InvitationStore of(InvitationRef who) {
        return Objects.requireNonNull(invitations.get(who.target()));
    }

    private static void name(ObjectNode invitation, InvitationRef who) {
        if (who.username() != null) {
            invitation.put("username", who.username());
        } else if (invitation.path("username").isNull()) {
            invitation.put("username", who.email().substring(0, who.email().lastIndexOf('@')));
        }
    }

    private static String ago(Duration time) {
        return Instant.now().minus(time).truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

package invitations.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The vendors' APIs: the work behind their endpoints. Safe for any number of threads. */
final class Api {
    /** The one organization that does not exist. */
    private static final String UNKNOWN_ORGANIZATION = "unknown-org";

    private final Map<String, Invitations> invitations = new HashMap<>();
    private final Map<String, Listing> listings = new HashMap<>();
    private final Access access;
    private final Access gitbookAccess;
    private final Inviting inviting;
    private final Blanks blanks;
    private final Licences licences;
    private final Members members;
    private final Links links;

    Api(SandboxSettings settings, Outbox outbox) {
        Variants variants = settings.variants();
        Checks checks = new Checks(settings.known(), variants.metadata());
        access = settings.access();
        gitbookAccess = settings.gitbook().accessBeside(access);
        inviting = new Inviting(settings, checks);
        blanks = new Blanks(checks, settings.maxima().blank());
        licences = new Licences(
                settings.known().licences(),
                new Terms(Endpoint.COURSE_LICENCES.keyField(), variants),
                variants.envelope());
        members = new Members(settings, outbox);
        links = new Links(outbox);
        for (Endpoint endpoint : Endpoint.of(null, "list")) {
            if (!endpoint.isGitbook()) {
                Terms terms = new Terms(endpoint.keyField(), variants);
                listings.put(endpoint.target(), new Listing(terms, variants));
                invitations.put(endpoint.target(), new Invitations(terms, variants, outbox));
            }
        }
    }

    /** What happens to the invitations besides. */
    Life life() {
        return new Life(invitations, members);
    }

    /** Does what is asked for, if it may be done. */
    Answer answer(Call call) {
        Endpoint endpoint = call.endpoint();
        Answer refusal = (endpoint.isGitbook() ? gitbookAccess : access).refusal(endpoint, call.authorization());
        if (refusal != null) {
            return refusal;
        }
        if (endpoint.isGitbook() && call.organization().equals(UNKNOWN_ORGANIZATION)) {
            return endpoint.refusal(404, "Organization not found");
        }
        return switch (endpoint) {
            case PLATFORM_SINGLE, PROGRAM_SINGLE, COURSE_SINGLE -> inviting.single(call, invitations(call));
            case PLATFORM_BULK, PROGRAM_BULK, COURSE_BULK -> inviting.bulk(call, invitations(call));
            case PLATFORM_LIST, PROGRAM_LIST, COURSE_LIST -> listing(call).list(call, invitations(call));
            case PLATFORM_CHECK -> listing(call).check(call, invitations(call));
            case PLATFORM_BLANK, PROGRAM_BLANK, COURSE_BLANK -> blanks.make(call, invitations(call));
            case PLATFORM_REDEEM, PROGRAM_REDEEM, COURSE_REDEEM -> blanks.redeem(call, invitations(call));
            case COURSE_LICENCES -> licences.list(call, invitations(call));
            case GITBOOK_INVITE -> members.invite(call);
            case GITBOOK_JOIN -> members.join(call);
            case GITBOOK_MEMBERS -> members.search(call);
            case GITBOOK_LINK_SINGLE -> links.create(call);
            case GITBOOK_LINK_LIST -> links.list(call);
            case GITBOOK_LINK_SHOW -> links.show(call);
            case GITBOOK_LINK_UPDATE -> links.update(call);
            case GITBOOK_LINK_DELETE -> links.delete(call);
        };
    }

    private Invitations invitations(Call call) {
        return Objects.requireNonNull(invitations.get(call.endpoint().target()));
    }

    private Listing listing(Call call) {
        return Objects.requireNonNull(listings.get(call.endpoint().target()));
    }
}

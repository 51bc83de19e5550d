package invitations.sandbox.work;

import invitations.sandbox.config.Access;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.store.InvitationStore;
import invitations.sandbox.store.Outbox;
import invitations.sandbox.store.SearchTerms;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The vendors' APIs: the work behind their endpoints. Safe for any number of threads. */
public final class VendorApis {
    /** The one organization that does not exist. */
    private static final String UNKNOWN_ORGANIZATION = "unknown-org";

    private final Map<String, InvitationStore> invitations = new HashMap<>();
    private final Map<String, ListEndpoints> listings = new HashMap<>();
    private final Access access;
    private final Access gitbookAccess;
    private final InviteEndpoints inviting;
    private final BlankEndpoints blanks;
    private final LicenceEndpoint licences;
    private final MemberEndpoints members;
    private final LinkEndpoints links;

    public VendorApis(SandboxSettings settings, Outbox outbox) {
        Variants variants = settings.variants();
        ItemValidator checks = new ItemValidator(settings.known(), variants.metadata());
        access = settings.access();
        gitbookAccess = settings.gitbook().accessBeside(access);
        inviting = new InviteEndpoints(settings, checks);
        blanks = new BlankEndpoints(checks, settings.maxima().blank());
        licences = new LicenceEndpoint(
                settings.known().licences(),
                new SearchTerms(Endpoint.COURSE_LICENCES.keyField(), variants),
                variants.envelope());
        members = new MemberEndpoints(settings, outbox);
        links = new LinkEndpoints(outbox);
        for (Endpoint endpoint : Endpoint.of(null, "list")) {
            if (!endpoint.isGitbook()) {
                SearchTerms terms = new SearchTerms(endpoint.keyField(), variants);
                listings.put(endpoint.target(), new ListEndpoints(terms, variants));
                invitations.put(endpoint.target(), new InvitationStore(terms, variants, outbox));
            }
        }
    }

    /** {@return what happens to the invitations besides} */
    public OutsideEvents life() {
        return new OutsideEvents(invitations, members);
    }

    /** Does what is asked for, if it may be done. */
    public HttpAnswer answer(ApiCall call) {
        Endpoint endpoint = call.endpoint();
        HttpAnswer refusal = (endpoint.isGitbook() ? gitbookAccess : access).refusal(endpoint, call.authorization());
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

    private InvitationStore invitations(ApiCall call) {
        return Objects.requireNonNull(invitations.get(call.endpoint().target()));
    }

    private ListEndpoints listing(ApiCall call) {
        return Objects.requireNonNull(listings.get(call.endpoint().target()));
    }
}

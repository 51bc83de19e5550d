package invitations.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The vendor's API: its paths, and the work behind them. Safe for any number of threads. */
final class Api {
    private final Map<String, Map<String, Endpoint>> paths = new HashMap<>();
    private final Map<String, Invitations> invitations = new HashMap<>();
    private final Map<String, Listing> listings = new HashMap<>();
    private final Access access;
    private final Inviting inviting;
    private final Blanks blanks;
    private final Licences licences;

    Api(SandboxSettings settings, Outbox outbox) {
        Variants variants = settings.variants();
        Checks checks = new Checks(settings.known(), variants.metadata());
        access = settings.access();
        inviting = new Inviting(settings, checks);
        blanks = new Blanks(checks, settings.maxima().blank());
        licences = new Licences(
                settings.known().licences(), new Terms(Endpoint.COURSE_LICENCES.keyField(), variants.emails()));
        for (Endpoint endpoint : Endpoint.values()) {
            String path = settings.prefix() + settings.catalogPath() + endpoint.path();
            paths.computeIfAbsent(path, any -> new HashMap<>()).put(endpoint.method(), endpoint);
            Terms terms = new Terms(endpoint.keyField(), variants.emails());
            listings.computeIfAbsent(endpoint.target(), any -> new Listing(terms, variants.envelope()));
            invitations.computeIfAbsent(endpoint.target(), any -> new Invitations(terms, variants, outbox));
        }
    }

    /** The endpoint for that method and path; null when there is none. */
    @Nullable
    Endpoint endpoint(String method, String path) {
        Map<String, Endpoint> methods = paths.get(path);
        return methods == null ? null : methods.get(method);
    }

    /** The answer to a request that no endpoint takes. */
    Answer elsewhere(String method, String path) {
        if (paths.containsKey(path + "/")) {
            Answer moved = Answer.page(301, "Moved Permanently");
            return new Answer(301, moved.contentType(), Map.of("Location", path + "/"), moved.body());
        }
        if (!paths.containsKey(path)) {
            return Answer.page(404, "Not Found");
        }
        // The vendor's server answers a DELETE of a collection so, and deletes nothing.
        return method.equals("DELETE")
                ? Answer.detail(200, "Not implemented.")
                : Answer.detail(405, "Method \"" + method + "\" not allowed.");
    }

    /** Does what is asked for, if it may be done. */
    Answer answer(Call call) {
        Endpoint endpoint = call.endpoint();
        Answer refusal = access.refusal(endpoint, call.authorization());
        if (refusal != null) {
            return refusal;
        }
        Invitations those = Objects.requireNonNull(invitations.get(endpoint.target()));
        Listing listing = Objects.requireNonNull(listings.get(endpoint.target()));
        return switch (endpoint) {
            case PLATFORM_SINGLE, PROGRAM_SINGLE, COURSE_SINGLE -> inviting.single(call, those);
            case PLATFORM_BULK, PROGRAM_BULK, COURSE_BULK -> inviting.bulk(call, those);
            case PLATFORM_LIST, PROGRAM_LIST, COURSE_LIST -> listing.list(call, those);
            case PLATFORM_CHECK -> listing.check(call, those);
            case PLATFORM_BLANK, PROGRAM_BLANK, COURSE_BLANK -> blanks.make(call, those);
            case PLATFORM_REDEEM, PROGRAM_REDEEM, COURSE_REDEEM -> blanks.redeem(call, those);
            case COURSE_LICENCES -> licences.list(call, those);
        };
    }
}

package invitations.sandbox.work;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.http.Refusal;
import invitations.sandbox.store.InvitationStore;
import invitations.sandbox.store.SearchTerms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The work of the list and check endpoints. Safe for any number of threads. */
final class ListEndpoints {
    private static final int PAGE_DEFAULT = 20;

    private final SearchTerms terms;
    private final Variants variants;

    ListEndpoints(SearchTerms terms, Variants variants) {
        this.terms = terms;
        this.variants = variants;
    }

    HttpAnswer list(ApiCall call, InvitationStore invitations) {
        int number = number(call.query().get("page"), 1);
        int size = size(call);
        boolean descending = call.query().getOrDefault("sort", "-id").startsWith("-");
        InvitationStore.Page page = variants.lists() == Variants.Lists.EMPTY
                ? new InvitationStore.Page(0, List.of())
                : invitations.find(terms.wanted(call.query()), descending, number, size);
        if (page == null) {
            return HttpAnswer.detail(404, "Invalid page.");
        }
        boolean last = variants.lists() == Variants.Lists.FIRST_PAGE || (long) number * size >= page.count();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("count", last && number == 1 ? page.results().size() : page.count());
        wrap(body, variants.envelope(), call, number, last);
        String results = page.results().stream().collect(Collectors.joining(",", "[", "]"));
        body.putRawValue("results", new RawValue(results));
        return HttpAnswer.json(200, body);
    }

    /** Says in a page which pages are around it. */
    static void wrap(ObjectNode body, Variants.Envelope envelope, ApiCall call, int number, boolean isLast) {
        String next = isLast ? null : link(call, number + 1);
        String previous = number == 1 ? null : link(call, number - 1);
        switch (envelope) {
            case BOTH ->
                body.put("next", next)
                        .put("previous", previous)
                        .put("next_page", next)
                        .put("previous_page", previous);
            case NEXT -> body.put("next", next).put("previous", previous);
            case NEXT_PAGE ->
                body.put("next_page", isLast ? null : number + 1).put("previous_page", number == 1 ? null : number - 1);
        }
    }

    /** {@return whether anybody has an active invitation for that address} */
    HttpAnswer check(ApiCall call, InvitationStore invitations) {
        String email = call.query().get("email");
        if (email == null || email.isEmpty()) {
            return Refusal.required("email").answer();
        }
        InvitationStore.Page page =
                invitations.find(List.of(terms.term("email", email), terms.term("active", "true")), false, 1, 1);
        return page == null || page.count() == 0
                ? HttpAnswer.detail(404, "No active invitation.")
                : HttpAnswer.detail(200, "An active invitation exists.");
    }

    /** {@return how many a page has} */
    static int size(ApiCall call) {
        int asked = number(call.query().get("page_size"), PAGE_DEFAULT);
        return asked < 1 ? PAGE_DEFAULT : Math.min(asked, InvitationStore.PAGE_MAXIMUM);
    }

    /** The number; the fallback when there is none, and 0, which is no page, when it is not a number. */
    static int number(@Nullable String text, int fallback) {
        if (text == null) {
            return fallback;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static String link(ApiCall call, int page) {
        Map<String, String> query = new LinkedHashMap<>(call.query());
        query.put("page", Integer.toString(page));
        return query.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", call.url() + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

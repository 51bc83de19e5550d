package invitations.api;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.base.Waiter;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the APIs something, and again where they are away or ask to wait. Safe for any number of threads. */
public final class ApiClient {
    private final ApiRequests requests;
    private final TransportFailures failures = new TransportFailures();
    private final Duration firstPause;
    private final Duration maxPause;
    private final Duration patience;
    private final Waiter rests;

    /**
     * @param requests what sends them
     * @param rests where it waits before it asks again: a stop ends that
     */
    public ApiClient(ApiRequests requests, Settings settings, Waiter rests) {
        this.rests = rests;
        this.requests = requests;
        this.firstPause = settings.duration(Property.PAUSE_FIRST);
        this.maxPause = settings.duration(Property.PAUSE_MAX);
        this.patience = settings.duration(Property.GIVE_UP_AFTER);
    }

    /**
     * Asks until there is an answer: a success, or that there is no such thing (404).
     *
     * @throws ApiException when there is none in the time that {@code invitations.give-up.after} gives
     */
    public ApiResponse get(ApiRequest ask) {
        long start = System.nanoTime();
        for (int attempt = 0; ; attempt++) {
            ListResult reply;
            try {
                ApiResponse answer = exchange("ask-" + ask.api(), ask, null);
                if (answer.isSuccess() || isNoSuchThing(answer)) {
                    return answer;
                }
                reply = refusal(answer);
            } catch (NotReachedException e) {
                reply = ListResult.of(e.meaning);
            }
            stopAt(reply);
            Duration wait = pauseAsked(reply, attempt);
            if (System.nanoTime() - start + wait.toNanos() > patience.toNanos()) {
                throw new ApiException(ApiException.Kind.AWAY, "the API does not answer: " + reason(reply));
            }
            pause(wait);
        }
    }

    /**
     * Asks once.
     *
     * @return the answer, whatever it says
     * @throws ApiException when there is none; {@code FORBIDDEN} when the server is not the one it should be
     */
    public ApiResponse once(ApiRequest ask) {
        try {
            return exchange("ask-" + ask.api(), ask, null);
        } catch (NotReachedException e) {
            ListResult reply = ListResult.of(e.meaning);
            stopAt(reply);
            throw new ApiException(ApiException.Kind.AWAY, reason(reply));
        }
    }

    /**
     * Hands over all that a list shows.
     *
     * @param filters beyond those that make it the tenant's
     * @throws ApiException when a page cannot be had, or is none
     */
    public void each(
            InvitationList list, String tenant, Map<String, String> filters, Consumer<ListedInvitation> reader) {
        pages(list, tenant, filters, page -> {
            page.forEach(reader);
            return true;
        });
    }

    /**
     * Hands over what a list shows, page by page.
     *
     * @param reader answers whether it wants the next page
     * @throws ApiException when a page cannot be had, or is none
     */
    public void pages(
            InvitationList list, String tenant, Map<String, String> filters, Predicate<List<ListedInvitation>> reader) {
        String cursor = null;
        long shown = 0;
        for (int number = 1; ; number++) {
            Map<String, String> parameters = new LinkedHashMap<>(list.ofTenant(tenant));
            parameters.putAll(filters);
            parameters.putAll(list.page(number, cursor, InvitationList.PAGE_SIZE));
            ApiResponse answer = get(ApiRequest.now(list.api(), list.path(tenant), parameters));
            if (answer.status() == 404 && number > 1) {
                // It became shorter while it was read.
                return;
            }
            long before = shown;
            ListPage page = answer.json()
                    .filter(json -> answer.isSuccess())
                    .flatMap(json -> list.read(json, before))
                    .orElseThrow(() -> new ApiException(
                            ApiException.Kind.REFUSED,
                            "the API shows no list (" + answer.status() + "): " + answer.words()));
            boolean goesOn = reader.test(page.invitations());
            shown += page.invitations().size();
            cursor = page.cursor();
            if (!goesOn || page.isLast() || page.invitations().isEmpty()) {
                return;
            }
        }
    }

    /**
     * Changes something by one request; never again by itself.
     *
     * @param route what does it
     * @param body what is sent; null for nothing
     * @return the answer: a success, or that there is no such thing (404)
     * @throws ApiException when the API said no, or nobody knows whether it was done
     */
    public ApiResponse change(String route, ApiRequest ask, @Nullable JsonNode body) {
        try {
            ApiResponse answer = exchange(route, ask, body == null ? null : body.toString());
            if (!answer.isSuccess() && !isNoSuchThing(answer)) {
                refusal(answer);
                throw new ApiException(ApiException.Kind.AWAY, "HTTP " + answer.status() + ": " + answer.words());
            }
            return answer;
        } catch (NotReachedException e) {
            throw new ApiException(
                    ApiException.Kind.AWAY, "nobody knows whether it was done: " + reason(ListResult.of(e.meaning)));
        }
    }

    /** A 404 in the words of the API; that of something else says nothing. */
    private static boolean isNoSuchThing(ApiResponse answer) {
        return answer.status() == 404 && ContractBody.isRefusal(answer);
    }

    private ApiResponse exchange(String route, ApiRequest ask, @Nullable String body) throws NotReachedException {
        if (rests.areOver()) {
            throw new ApiException(ApiException.Kind.AWAY, "the program stops");
        }
        try {
            return requests.send(route, ask, body);
        } catch (Exception e) {
            throw new NotReachedException(failures.of(e));
        }
    }

    /** Whether the program stops: what was not answered says nothing about the API then. */
    public boolean isStopping() {
        return rests.areOver();
    }

    /** What an answer without success means where asking again may help; throws where it does not. */
    private static ListResult refusal(ApiResponse answer) {
        ListResult reply = ListResult.refusal(answer);
        if (reply instanceof ListResult.Never never) {
            boolean isForbidden = answer.status() == 403;
            throw new ApiException(
                    isForbidden ? ApiException.Kind.FORBIDDEN : ApiException.Kind.REFUSED, never.reason());
        }
        stopAt(reply);
        return reply;
    }

    private static void stopAt(ListResult reply) {
        if (reply instanceof ListResult.NotNow notNow && notNow.effect() instanceof FlowControl.StopTarget stop) {
            throw new ApiException(ApiException.Kind.FORBIDDEN, stop.message());
        }
    }

    /** How long to wait before asking again: as long as the API asks to, else longer each time. */
    private Duration pauseAsked(ListResult reply, int attempt) {
        FlowControl effect = reply instanceof ListResult.NotNow notNow ? notNow.effect() : new FlowControl.None();
        Duration asked = effect instanceof FlowControl.Pause pause ? pause.asked() : null;
        Duration wait = asked == null ? firstPause.multipliedBy(1L << Math.min(attempt, 10)) : asked;
        return wait.compareTo(maxPause) > 0 ? maxPause : wait;
    }

    private static String reason(ListResult reply) {
        return reply instanceof ListResult.NotNow notNow ? notNow.reason() : "no answer";
    }

    private void pause(Duration wait) {
        try {
            if (!rests.rest(wait)) {
                throw new ApiException(ApiException.Kind.AWAY, "the program stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ApiException.Kind.AWAY, "interrupted while the API was asked");
        }
    }

    /** There was no answer at all. */
    private static final class NotReachedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient CallResult meaning;

        NotReachedException(CallResult meaning) {
            this.meaning = meaning;
        }
    }
}

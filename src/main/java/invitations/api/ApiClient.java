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
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the APIs something, and again where they are away or ask to wait. Safe for any number of threads. */
public final class ApiClient {
    private final ApiRequests requests;
    private final TransportFailures failures = new TransportFailures();
    private final Duration firstPause;
    private final Duration maxPause;
    private final Duration patience;
    private final Waiter waiter;
    private final LongSupplier ticker;

    /**
     * @param requests what sends them
     * @param waiter where it waits before it asks again: a stop ends that
     * @param ticker nanoseconds, as {@link System#nanoTime()} counts them
     */
    public ApiClient(ApiRequests requests, Settings settings, Waiter waiter, LongSupplier ticker) {
        this.ticker = ticker;
        this.waiter = waiter;
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
    public ApiResponse get(ApiRequest request) {
        long start = ticker.getAsLong();
        for (int attempt = 0; ; attempt++) {
            ListResult result;
            try {
                ApiResponse response = exchange("ask-" + request.api(), request, null);
                if (response.isSuccess() || isNoSuchThing(response)) {
                    return response;
                }
                result = refusal(response);
            } catch (NotReachedException e) {
                result = ListResult.of(e.meaning);
            }
            stopAt(result);
            Duration wait = pauseAsked(result, attempt);
            if (ticker.getAsLong() - start + wait.toNanos() > patience.toNanos()) {
                throw new ApiException(ApiException.Kind.AWAY, "the API does not answer: " + reason(result));
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
    public ApiResponse once(ApiRequest request) {
        try {
            return exchange("ask-" + request.api(), request, null);
        } catch (NotReachedException e) {
            ListResult result = ListResult.of(e.meaning);
            stopAt(result);
            throw new ApiException(ApiException.Kind.AWAY, reason(result));
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
            ApiResponse response = get(ApiRequest.of(list.api(), list.path(tenant), parameters));
            if (response.status() == 404 && number > 1) {
                // It became shorter while it was read.
                return;
            }
            long before = shown;
            ListPage page = response.json()
                    .filter(json -> response.isSuccess())
                    .flatMap(json -> list.read(json, before))
                    .orElseThrow(() -> new ApiException(
                            ApiException.Kind.REFUSED,
                            "the API shows no list (" + response.status() + "): " + response.words()));
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
     * @throws ApiException when the API said no, or it is not known whether it was done
     */
    public ApiResponse change(String route, ApiRequest request, @Nullable JsonNode body) {
        try {
            ApiResponse response = exchange(route, request, body == null ? null : body.toString());
            if (!response.isSuccess() && !isNoSuchThing(response)) {
                refusal(response);
                throw new ApiException(ApiException.Kind.AWAY, "HTTP " + response.status() + ": " + response.words());
            }
            return response;
        } catch (NotReachedException e) {
            throw new ApiException(
                    ApiException.Kind.AWAY, "it is not known whether it was done: " + reason(ListResult.of(e.meaning)));
        }
    }

    /** A 404 in the words of the API; that of something else says nothing. */
    private static boolean isNoSuchThing(ApiResponse response) {
        return response.status() == 404 && ContractBody.isRefusal(response);
    }

    private ApiResponse exchange(String route, ApiRequest request, @Nullable String body) throws NotReachedException {
        if (waiter.areOver()) {
            throw new ApiException(ApiException.Kind.AWAY, "the program stops");
        }
        try {
            return requests.send(route, request.begun(ticker.getAsLong()), body);
        } catch (Exception e) {
            throw new NotReachedException(failures.of(e));
        }
    }

    /** {@return whether the program stops: what was not answered says nothing about the API then} */
    public boolean isStopping() {
        return waiter.areOver();
    }

    /** {@return what an answer without success means where asking again may help; throws where it does not} */
    private static ListResult refusal(ApiResponse response) {
        ListResult result = ListResult.refusal(response);
        if (result instanceof ListResult.Never never) {
            boolean isForbidden = response.status() == 403;
            throw new ApiException(
                    isForbidden ? ApiException.Kind.FORBIDDEN : ApiException.Kind.REFUSED, never.reason());
        }
        stopAt(result);
        return result;
    }

    private static void stopAt(ListResult result) {
        if (result instanceof ListResult.NotNow notNow && notNow.effect() instanceof FlowControl.StopTarget stop) {
            throw new ApiException(ApiException.Kind.FORBIDDEN, stop.message());
        }
    }

    /** {@return how long to wait before asking again: as long as the API asks to, else longer each time} */
    private Duration pauseAsked(ListResult result, int attempt) {
        FlowControl effect = result instanceof ListResult.NotNow notNow ? notNow.effect() : new FlowControl.None();
        Duration asked = effect instanceof FlowControl.Pause pause ? pause.asked() : null;
        Duration wait = asked == null ? firstPause.multipliedBy(1L << Math.min(attempt, 10)) : asked;
        return wait.compareTo(maxPause) > 0 ? maxPause : wait;
    }

    private static String reason(ListResult result) {
        return result instanceof ListResult.NotNow notNow ? notNow.reason() : "no answer";
    }

    private void pause(Duration wait) {
        try {
            if (!waiter.rest(wait)) {
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

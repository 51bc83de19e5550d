package invitations.camel;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.call.Answer;
import invitations.call.ApiRequests;
import invitations.call.Ask;
import invitations.call.CallResult;
import invitations.call.ContractBody;
import invitations.call.Effect;
import invitations.call.Failures;
import invitations.call.ListPage;
import invitations.call.ListReply;
import invitations.call.ListedInvitation;
import invitations.call.PeopleList;
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
public final class Inquiry {
    private final ApiRequests requests;
    private final Failures failures = new Failures();
    private final Duration firstPause;
    private final Duration maxPause;
    private final Duration patience;
    private final Rests rests;

    /**
     * @param requests what sends them
     * @param rests where it waits before it asks again: a stop ends that
     */
    Inquiry(ApiRequests requests, Settings settings, Rests rests) {
        this.rests = rests;
        this.requests = requests;
        this.firstPause = settings.duration(Property.PAUSE_FIRST);
        this.maxPause = settings.duration(Property.PAUSE_MAX);
        this.patience = settings.duration(Property.GIVE_UP_AFTER);
    }

    /**
     * Asks until there is an answer: a success, or that there is no such thing (404).
     *
     * @throws NoAnswer when there is none in the time that {@code invitations.give-up.after} gives
     */
    public Answer get(Ask ask) {
        long start = System.nanoTime();
        for (int attempt = 0; ; attempt++) {
            ListReply reply;
            try {
                Answer answer = exchange("ask-" + ask.api(), ask, null);
                if (answer.isSuccess() || isNoSuchThing(answer)) {
                    return answer;
                }
                reply = refusal(answer);
            } catch (NotReachedException e) {
                reply = ListReply.of(e.meaning);
            }
            stopAt(reply);
            Duration wait = pauseAsked(reply, attempt);
            if (System.nanoTime() - start + wait.toNanos() > patience.toNanos()) {
                throw new NoAnswer(NoAnswer.Kind.AWAY, "the API does not answer: " + reason(reply));
            }
            pause(wait);
        }
    }

    /**
     * Asks once.
     *
     * @return the answer, whatever it says
     * @throws NoAnswer when there is none; {@code FORBIDDEN} when the server is not the one it should be
     */
    public Answer once(Ask ask) {
        try {
            return exchange("ask-" + ask.api(), ask, null);
        } catch (NotReachedException e) {
            ListReply reply = ListReply.of(e.meaning);
            stopAt(reply);
            throw new NoAnswer(NoAnswer.Kind.AWAY, reason(reply));
        }
    }

    /**
     * Hands over all that a list shows.
     *
     * @param filters beyond those that make it the tenant's
     * @throws NoAnswer when a page cannot be had, or is none
     */
    public void each(PeopleList list, String tenant, Map<String, String> filters, Consumer<ListedInvitation> reader) {
        pages(list, tenant, filters, page -> {
            page.forEach(reader);
            return true;
        });
    }

    /**
     * Hands over what a list shows, page by page.
     *
     * @param reader answers whether it wants the next page
     * @throws NoAnswer when a page cannot be had, or is none
     */
    public void pages(
            PeopleList list, String tenant, Map<String, String> filters, Predicate<List<ListedInvitation>> reader) {
        String cursor = null;
        long shown = 0;
        for (int number = 1; ; number++) {
            Map<String, String> parameters = new LinkedHashMap<>(list.ofTenant(tenant));
            parameters.putAll(filters);
            parameters.putAll(list.page(number, cursor, PeopleList.PAGE_SIZE));
            Answer answer = get(Ask.now(list.api(), list.path(tenant), parameters));
            if (answer.status() == 404 && number > 1) {
                // It became shorter while it was read.
                return;
            }
            long before = shown;
            ListPage page = answer.json()
                    .filter(json -> answer.isSuccess())
                    .flatMap(json -> list.read(json, before))
                    .orElseThrow(() -> new NoAnswer(
                            NoAnswer.Kind.REFUSED,
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
     * @throws NoAnswer when the API said no, or nobody knows whether it was done
     */
    public Answer change(String route, Ask ask, @Nullable JsonNode body) {
        try {
            Answer answer = exchange(route, ask, body == null ? null : body.toString());
            if (!answer.isSuccess() && !isNoSuchThing(answer)) {
                refusal(answer);
                throw new NoAnswer(NoAnswer.Kind.AWAY, "HTTP " + answer.status() + ": " + answer.words());
            }
            return answer;
        } catch (NotReachedException e) {
            throw new NoAnswer(
                    NoAnswer.Kind.AWAY, "nobody knows whether it was done: " + reason(ListReply.of(e.meaning)));
        }
    }

    /** A 404 in the words of the API; that of something else says nothing. */
    private static boolean isNoSuchThing(Answer answer) {
        return answer.status() == 404 && ContractBody.isRefusal(answer);
    }

    private Answer exchange(String route, Ask ask, @Nullable String body) throws NotReachedException {
        if (rests.areOver()) {
            throw new NoAnswer(NoAnswer.Kind.AWAY, "the program stops");
        }
        try {
            return requests.send(route, ask, body);
        } catch (Exception e) {
            throw new NotReachedException(failures.of(e));
        }
    }

    /** Whether the program stops: what was not answered says nothing about the API then. */
    boolean isStopping() {
        return rests.areOver();
    }

    /** What an answer without success means where asking again may help; throws where it does not. */
    private static ListReply refusal(Answer answer) {
        ListReply reply = ListReply.refusal(answer);
        if (reply instanceof ListReply.Never never) {
            boolean isForbidden = answer.status() == 403;
            throw new NoAnswer(isForbidden ? NoAnswer.Kind.FORBIDDEN : NoAnswer.Kind.REFUSED, never.reason());
        }
        stopAt(reply);
        return reply;
    }

    private static void stopAt(ListReply reply) {
        if (reply instanceof ListReply.NotNow notNow && notNow.effect() instanceof Effect.StopTarget stop) {
            throw new NoAnswer(NoAnswer.Kind.FORBIDDEN, stop.message());
        }
    }

    /** How long to wait before asking again: as long as the API asks to, else longer each time. */
    private Duration pauseAsked(ListReply reply, int attempt) {
        Effect effect = reply instanceof ListReply.NotNow notNow ? notNow.effect() : new Effect.None();
        Duration asked = effect instanceof Effect.Pause pause ? pause.asked() : null;
        Duration wait = asked == null ? firstPause.multipliedBy(1L << Math.min(attempt, 10)) : asked;
        return wait.compareTo(maxPause) > 0 ? maxPause : wait;
    }

    private static String reason(ListReply reply) {
        return reply instanceof ListReply.NotNow notNow ? notNow.reason() : "no answer";
    }

    private void pause(Duration wait) {
        try {
            if (!rests.rest(wait)) {
                throw new NoAnswer(NoAnswer.Kind.AWAY, "the program stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(NoAnswer.Kind.AWAY, "interrupted while the API was asked");
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

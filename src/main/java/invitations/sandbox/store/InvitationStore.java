package invitations.sandbox.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.Refusal;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The invitations of one target, as the vendor's database has them. An invitation's id is its position, from 1. Safe
 * for any number of threads.
 */
public final class InvitationStore {
    /** The most invitations that one page has, whatever is asked for. */
    public static final int PAGE_MAXIMUM = 100;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final SearchTerms terms;
    private final Variants variants;
    private final Outbox outbox;
    private final TermIndex index = new TermIndex();
    private final List<Stored> all = new ArrayList<>();

    public InvitationStore(SearchTerms terms, Variants variants, Outbox outbox) {
        this.terms = terms;
        this.variants = variants;
        this.outbox = outbox;
    }

    /** An invitation as the lists show it, and since when, by {@link System#nanoTime()}, it is there. */
    private record Stored(String json, long since) {}

    /** A part of what was asked for, and how many there are in all. */
    public record Page(long count, List<String> results) {}

    /** What became of an item: the invitation as the API shows it, or the reason against it. */
    public record Result(String json, @Nullable Refusal refusal) {}

    /** Invites, or does with a repeat what the variant says. */
    public synchronized Result invite(Endpoint endpoint, CheckedItem.Item item) {
        int position = position(endpoint, item);
        if (position < 0) {
            return create(endpoint, item);
        }
        String text = "An invitation for this person exists.";
        return switch (variants.repeat()) {
            case UPDATE -> update(endpoint, item, position);
            case MAIL_AGAIN -> {
                outbox.send(endpoint, item, position + 1L, true);
                yield new Result(all.get(position).json, null);
            }
            case REFUSE_400 -> new Result("", new Refusal(400, "error", text, "exists"));
            case REFUSE_409 -> new Result("", new Refusal(409, "error", text, "exists"));
        };
    }

    /** Makes that many invitations for nobody. */
    public synchronized void makeBlank(ObjectNode given, int number) {
        for (int i = 0; i < number; i++) {
            add(given);
        }
    }

    /** Gives the oldest blank invitation of that key and source to the person; null when there is none. */
    synchronized @Nullable public String redeem(Endpoint endpoint, CheckedItem.Item item) {
        List<String> wanted = List.of(
                SearchTerms.BLANK,
                terms.term(endpoint.keyField(), item.key()),
                terms.term("source", item.given().path("source").asText()),
                terms.term("active", "true"));
        int position = index.first(wanted);
        if (position < 0) {
            return null;
        }
        boolean isRepeat = position(endpoint, item) >= 0;
        String json = change(position, invitation -> {
            invitation.put("email", item.email()).put("username", item.username());
            item.given().path("metadata").properties().forEach(entry -> invitation
                    .withObject("/metadata")
                    .set(entry.getKey(), entry.getValue()));
        });
        String platform = tree(json).path("platform_key").asText();
        outbox.send(endpoint, item.atPlatform(platform), position + 1L, isRepeat);
        return json;
    }

    /**
     * Changes all invitations that a list with these filters would show; tells how many.
     *
     * @param filters at least one
     */
    public synchronized int changeAll(Map<String, String> filters, Consumer<ObjectNode> change) {
        int[] found = index.matching(terms.wanted(filters), all.size());
        for (int position : found) {
            change(position, change);
        }
        return found.length;
    }

    /** {@return how many invitations with all the terms somebody has} */
    public synchronized long countTaken(List<String> wanted) {
        return index.without(index.matching(wanted, all.size()), SearchTerms.BLANK).length;
    }

    /**
     * The page of the invitations that have all the terms; null when there is no such page.
     *
     * @param page from 1
     */
    synchronized @Nullable public Page find(List<String> wanted, boolean descending, int page, int size) {
        int[] positions = index.matching(wanted, visible());
        if (variants.blanks() == Variants.Blanks.HIDDEN) {
            positions = index.without(positions, SearchTerms.BLANK);
        }
        long from = (page - 1L) * size;
        if (page < 1 || (page > 1 && from >= positions.length)) {
            return null;
        }
        List<String> results = new ArrayList<>();
        for (int i = (int) from; i < Math.min(positions.length, from + size); i++) {
            results.add(all.get(positions[descending ? positions.length - 1 - i : i]).json);
        }
        return new Page(positions.length, results);
    }

    private Result create(Endpoint endpoint, CheckedItem.Item item) {
        String json = add(item.given());
        outbox.send(endpoint, item, all.size(), false);
        return new Result(json, null);
    }

    private Result update(Endpoint endpoint, CheckedItem.Item item, int position) {
        String json = change(position, invitation -> invitation.setAll(item.given()));
        outbox.send(endpoint, item, position + 1L, true);
        return new Result(json, null);
    }

    private String add(ObjectNode given) {
        int position = all.size();
        ObjectNode invitation = JsonNodeFactory.instance.objectNode();
        invitation
                .put("id", position + 1)
                .putNull("user_id")
                .putNull("username")
                .putNull("email");
        invitation.put("created", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        invitation.putNull("started").putNull("source").putNull("redirect_to").putNull("expired");
        invitation.put("active", true);
        invitation.putObject("metadata");
        invitation.setAll(given);
        terms.spell(invitation);
        String json = invitation.toString();
        all.add(new Stored(json, System.nanoTime()));
        index.add(position, terms.of(invitation));
        return json;
    }

    private String change(int position, Consumer<ObjectNode> change) {
        Stored before = all.get(position);
        ObjectNode invitation = (ObjectNode) tree(before.json);
        index.remove(position, terms.of(invitation));
        change.accept(invitation);
        terms.spell(invitation);
        String json = invitation.toString();
        all.set(position, new Stored(json, before.since));
        index.add(position, terms.of(invitation));
        return json;
    }

    /** {@return where the person's invitation with that key is; -1 when there is none} */
    private int position(Endpoint endpoint, CheckedItem.Item item) {
        String person = item.email() == null
                ? terms.term("username", String.valueOf(item.username()))
                : terms.term("email", item.email());
        List<String> wanted = List.of(person, terms.term(endpoint.keyField(), item.key()));
        return index.first(wanted);
    }

    /** {@return how many of the invitations are old enough to show} */
    private int visible() {
        int visible = all.size();
        long now = System.nanoTime();
        while (visible > 0
                && now - all.get(visible - 1).since < variants.listLag().toNanos()) {
            visible--;
        }
        return visible;
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what was written can be read", e);
        }
    }
}

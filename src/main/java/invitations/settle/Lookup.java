package invitations.settle;

import invitations.api.ApiRequest;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListResult;
import invitations.api.TargetRequest;
import invitations.base.RandomId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one list of the API, page by page, and what its answers mean for rows that are uncertain. For one
 * thread at a time.
 */
public abstract sealed class Lookup implements TargetRequest
        permits MarkerLookup, PersonLookup, BlankCountLookup, PoolStockLookup {
    /** What asking is called where permissions are concerned. */
    public static final String PURPOSE = "list";

    private final String id = RandomId.hex();
    private final String target;
    private final String tenant;
    private InvitationList list;
    private int pageSize = InvitationList.PAGE_SIZE;
    private int page = 1;
    private @Nullable String cursor;
    private long shown;
    private boolean ended;
    private boolean proved;

    Lookup(String target, String tenant, InvitationList list) {
        this.target = target;
        this.tenant = tenant;
        this.list = list;
    }

    /**
     * Makes its requests differ from those of other readings, so that nothing between here and the API answers them.
     *
     * @param size how many entries a page is asked to have
     */
    final Lookup withPagesOf(int size) {
        pageSize = size;
        return this;
    }

    /** The list that is asked now. */
    public final InvitationList list() {
        return list;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String target() {
        return target;
    }

    @Override
    public final String purpose() {
        return PURPOSE;
    }

    @Override
    public final String tenant() {
        return tenant;
    }

    /** {@return whether another page is to be asked for} */
    public final boolean goesOn() {
        return !ended;
    }

    /** {@return whether an answer has brought a row further: ended its doubt, or shown once that it is absent} */
    public final boolean hasProved() {
        return proved;
    }

    /** The next request. */
    public final ApiRequest next() {
        Map<String, String> parameters = new LinkedHashMap<>(filters());
        parameters.putAll(list.page(page, cursor, pageSize));
        return ApiRequest.of(list.api(), list.path(tenant), parameters);
    }

    /** {@return which page the last request asked for, from 1} */
    public final int page() {
        return page;
    }

    /** {@return how many invitations the pages before it have shown} */
    public final long shown() {
        return shown;
    }

    /**
     * Takes what came of asking, and writes down what it proves.
     *
     * @param serverTime the time of the answer by the API's clock
     */
    public final void take(ListResult result, Instant serverTime) {
        page++;
        if (result instanceof ListResult.Page found) {
            shown += found.page().invitations().size();
            cursor = found.page().cursor();
            read(found.page(), serverTime);
            proved = proved || (ended && !(this instanceof MarkerLookup));
        } else if (result instanceof ListResult.NotNow notNow) {
            notNow(notNow.reason());
        } else if (result instanceof ListResult.Never never) {
            never(never.reason());
        }
    }

    /** Takes note that it cannot be asked now. */
    public final void notNow(String reason) {
        end();
        cutShort();
        postpone(reason);
    }

    /** Takes note that it will never be answered. */
    public final void never(String reason) {
        end();
        cutShort();
        giveUp(reason);
    }

    /** {@return what the list is to show} */
    abstract Map<String, String> filters();

    /** Reads a page, and ends the question when no other is needed. */
    abstract void read(ListPage found, Instant serverTime);

    /** What it was finding out for others too is left to them. */
    void cutShort() {}

    /** The rows are to be asked about later. */
    abstract void postpone(String reason);

    /** The API will not say. */
    abstract void giveUp(String reason);

    /** Takes note that a row was brought further. */
    final void prove() {
        proved = true;
    }

    final void end() {
        ended = true;
    }

    /** Goes on with another list. */
    final void askInstead(InvitationList other) {
        beginAgain();
        list = other;
    }

    /** Begins again with the first page, with other filters. */
    final void beginAgain() {
        page = 1;
        shown = 0;
        cursor = null;
    }
}

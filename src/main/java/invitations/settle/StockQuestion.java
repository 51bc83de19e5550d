package invitations.settle;

import invitations.call.ListPage;
import invitations.call.ListedInvitation;
import invitations.call.PeopleList;
import invitations.ledger.Drop;
import invitations.ledger.Pools;
import invitations.ledger.RowsInQuestion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks how many blank invitations of a pool are left. */
final class StockQuestion extends Question {
    private static final Logger LOG = LoggerFactory.getLogger(StockQuestion.class);

    private final Pools pools;
    private final Drop drop;
    private final RowsInQuestion.Pool pool;
    private long left;

    StockQuestion(Pools pools, Drop drop, RowsInQuestion.Pool pool, PeopleList list) {
        super(pool.target(), pool.tenant(), list);
        this.pools = pools;
        this.drop = drop;
        this.pool = pool;
    }

    @Override
    Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>(list().ofPlace(tenant(), pool.targetKey(), pool.source()));
        filters.put("active", "true");
        return filters;
    }

    @Override
    void read(ListPage page, Instant serverTime) {
        for (ListedInvitation invitation : page.invitations()) {
            if (invitation.isBlank()
                    && invitation.isLive(serverTime)
                    && !invitation.isAccepted()
                    && list().isIn(invitation, tenant(), pool.targetKey(), pool.source())) {
                left++;
            }
        }
        if (page.isLast()) {
            end();
            int without = pools.left(drop, pool, left);
            if (left > 0 && without > 0) {
                LOG.warn(
                        "Drop {}: {} has {} blank invitations left of source {}, and {} rows too many",
                        drop.id(),
                        pool.targetKey(),
                        left,
                        pool.source(),
                        without);
            }
        }
    }

    @Override
    void postpone(String reason) {
        pools.later(drop, pool);
    }

    @Override
    void giveUp(String reason) {
        pools.cannotAsk(drop, pool);
    }
}

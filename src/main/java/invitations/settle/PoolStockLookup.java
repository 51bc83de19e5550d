package invitations.settle;

import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.BlankPools;
import invitations.ledger.send.LookupRows;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks how many blank invitations of a pool are left. */
final class PoolStockLookup extends Lookup {
    private static final Logger LOG = LoggerFactory.getLogger(PoolStockLookup.class);

    private final BlankPools pools;
    private final Drop drop;
    private final LookupRows.Pool pool;
    private long left;

    PoolStockLookup(BlankPools pools, Drop drop, LookupRows.Pool pool, InvitationList list) {
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

package invitations.ledger.drop;

import invitations.invitation.RowStatus;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;

/** Which domains the people of a feed have whose invitation the API has. */
final class FeedDomains {
    private FeedDomains() {}

    /** Remembers the domains of a drop that has ended. */
    static void note(Statements statements, Drop drop) throws SQLException {
        statements.update(
                "INSERT INTO feed_domains (feed, domain, drop_number)"
                        + " SELECT ?, domain, ? FROM (SELECT DISTINCT domain FROM drop_rows WHERE id IN {rows} AND "
                        + StatusSql.in(RowStatus.HAS_INVITATION)
                        + " AND domain IS NOT NULL) AS had WHERE domain <> ''"
                        + " ON CONFLICT (feed, domain) DO UPDATE SET drop_number = excluded.drop_number",
                drop.feed(),
                drop.number(),
                RowRange.of(drop.number()));
    }
}

package invitations.settle;

import invitations.api.ApiClient;
import invitations.api.ApiException;
import invitations.api.InvitationList;
import invitations.api.ListedInvitation;
import invitations.invitation.Operation;
import invitations.ledger.drop.Canaries;
import invitations.ledger.drop.Drop;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Looks whether the API's list shows what a row was accepted for. Changes nothing. Safe for any number of threads. */
public final class ReadBack {
    /** Nobody has so many invitations to one place: the list does not filter. */
    private static final int MOST_PAGES = 50;

    private final ApiClient client;

    public ReadBack(ApiClient client) {
        this.client = client;
    }

    /**
     * {@return whether the list shows the invitation of the row: by the marker of the row, or by its person and place}
     *
     * @throws ApiException when the list cannot be had
     */
    public boolean isShown(Drop drop, Canaries.Sent row, InvitationList list) {
        Predicate<ListedInvitation> marked = invitation -> {
            OptionalLong id = invitation.row(drop.id());
            return id.isPresent() && id.getAsLong() == row.id();
        };
        if (row.operation() == Operation.BLANK) {
            return isAny(
                    list,
                    row.tenant(),
                    list.ofPlace(row.tenant(), row.targetKey(), row.pool()),
                    marked.or(invitation ->
                            invitation.isBlank() && list.isIn(invitation, row.tenant(), row.targetKey(), row.pool())));
        }
        PersonRequests requests = new PersonRequests(list, row.tenant(), row.targetKey(), row.pool(), row.parsedItem());
        do {
            boolean isShown = isAny(
                    list,
                    row.tenant(),
                    requests.parameters(),
                    marked.or(invitation -> requests.whose(invitation) == PersonRequests.Whose.THEIRS));
            if (isShown) {
                return true;
            }
        } while (requests.next());
        return false;
    }

    private boolean isAny(
            InvitationList list, String tenant, Map<String, String> filters, Predicate<ListedInvitation> is) {
        boolean[] found = {false};
        int[] pages = {0};
        client.pages(list, tenant, filters, (List<ListedInvitation> page) -> {
            found[0] = page.stream().anyMatch(is);
            return !found[0] && ++pages[0] < MOST_PAGES;
        });
        return found[0];
    }
}

package invitations.send;

import invitations.api.Call;
import invitations.invitation.OpenRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A call that has asked for its intent. Not a future itself, since Camel would wait for one.
 *
 * @param call what is to be made
 * @param rows done when the intent is durable, with the rows that the call may carry
 */
public record PendingCall(Call call, CompletableFuture<List<OpenRow>> rows) {}

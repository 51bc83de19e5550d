package invitations.testing;

import invitations.api.ApiResponse;
import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.FlowControl;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Rows, calls, answers and results to test with. */
public final class ApiSamples {
    private static final String ITEM = "{\"platform_key\":\"acme\",\"email\":\"ada@example.org\"}";

    /** When the answers were received. */
    public static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");

    private ApiSamples() {}

    public static OpenRow row(long id, String target, Operation operation, String platform) {
        return new OpenRow(id, target, operation, platform, platform, ITEM, 1, 0, 0);
    }

    public static OpenRow row(long id, String item) {
        return new OpenRow(id, "platform", Operation.SINGLE, "acme", "acme", item, 1, 0, 0);
    }

    public static Call single(String id) {
        return call(id, "platform", Operation.SINGLE, 1);
    }

    public static Call bulk(String id, int rows) {
        return call(id, "program", Operation.BULK, rows);
    }

    public static Call call(String id, String target, Operation operation, int rows) {
        List<OpenRow> carried = LongStream.rangeClosed(1, rows)
                .mapToObj(row -> row(row, target, operation, "acme"))
                .toList();
        return new Call(id, "drop-1", target, operation, "acme", carried, System.nanoTime());
    }

    public static ApiResponse answer(int status, String text) {
        return new ApiResponse(status, null, null, null, null, text, RECEIVED);
    }

    public static ApiResponse answer(int status, @Nullable String retryAfter, @Nullable String rateLimitReset) {
        return new ApiResponse(status, retryAfter, rateLimitReset, null, null, "", RECEIVED);
    }

    public static CallResult invited() {
        return CallResult.of(new Outcome(RowStatus.INVITED, null, null, 200, "7"));
    }

    public static CallResult refused() {
        return CallResult.of(new Outcome(RowStatus.REFUSED, ReasonCode.REFUSED_BY_API, "no", 400, null));
    }

    public static CallResult uncertain() {
        return CallResult.uncertain(answer(500, "oops"), "oops");
    }

    /** Put off or stopped: the rows were not sent. */
    public static CallResult notSent(FlowControl effect) {
        return CallResult.of(Outcome.of(RowStatus.RETRYABLE, ReasonCode.UNREACHABLE, "not sent"), effect);
    }
}

package invitations.ledger.drop;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.ledger.store.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a guard holds a drop.
 *
 * @param guard the guard's label, such as {@code growth}
 * @param sentence the same for people, with its figures, without an end
 */
public record HoldReason(String guard, String sentence) {
    /** {@return the reasons as the column {@code held_for} has them} */
    public static String written(List<HoldReason> reasons) {
        return Json.write(reasons);
    }

    /** {@return the reasons that a column has; none where it is null} */
    public static List<HoldReason> read(@Nullable String written) {
        List<HoldReason> reasons = new ArrayList<>();
        if (written != null) {
            for (JsonNode each : Json.read(written)) {
                reasons.add(new HoldReason(
                        each.path("guard").asText(), each.path("sentence").asText()));
            }
        }
        return reasons;
    }
}

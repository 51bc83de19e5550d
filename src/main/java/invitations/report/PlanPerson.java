package invitations.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.ledger.report.PlanRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whom a row of a plan is for, without an address. */
final class PlanPerson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PlanPerson() {}

    /** {@return the row as one of the first of its group} */
    static PlanSummary.First first(PlanRow row) {
        return new PlanSummary.First(row.line(), label(row.item()).orElse(null), row.targetKey(), row.code());
    }

    private static Optional<String> label(@Nullable String sent) {
        if (sent == null) {
            return Optional.empty();
        }
        JsonNode item;
        try {
            item = MAPPER.readTree(sent);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds an item that is not JSON", e);
        }
        return PersonLabel.of(
                text(item, "first_name"), text(item, "last_name"), text(item, "email"), text(item, "username"));
    }

    /** Where a target has no such field, it is sent as metadata. */
    private static @Nullable String text(JsonNode item, String field) {
        JsonNode own = item.path(field);
        return (own.isMissingNode() ? item.path("metadata").path(field) : own).asText(null);
    }
}

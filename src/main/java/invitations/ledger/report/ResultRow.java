package invitations.ledger.report;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.RowStatus;
import invitations.ledger.plan.RowWarnings;
import invitations.ledger.store.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A row with what became of it.
 *
 * @param id its id in the ledger
 * @param number its number in the file, the first record after the header is 1
 * @param line the line it starts on, the header is line 1
 * @param status where it stands
 * @param cells its values as they stand in the file
 * @param target the target's name; null when it is not known
 * @param code why, for machines; several codes are separated by blanks
 * @param message why, in words
 * @param errors what is wrong with an invalid row: a JSON array of code, column, value and expected
 * @param warnings what its sender may not have meant, a JSON array of the same members; null for nothing
 * @param http the HTTP status of the last answer, 0 when there was none
 * @param remoteId the invitation's id at the API
 * @param attempts how many calls were made for it that count
 * @param at when it got its status
 */
public record ResultRow(
        long id,
        long number,
        long line,
        RowStatus status,
        List<String> cells,
        @Nullable String target,
        @Nullable String code,
        @Nullable String message,
        @Nullable String errors,
        @Nullable String warnings,
        int http,
        @Nullable String remoteId,
        int attempts,
        @Nullable Instant at) {

    /** By column, what was probably meant by the values that are wrong; empty when nobody can tell. */
    public Map<String, String> suggestions() {
        Map<String, String> suggestions = new LinkedHashMap<>();
        eachError(error -> error.path("suggestion")
                .properties()
                .forEach(meant ->
                        suggestions.put(meant.getKey(), meant.getValue().asText())));
        return suggestions;
    }

    /** The warnings in words: of each its code and its sentence; empty for none. */
    public String warningWords() {
        return warnings == null ? "" : RowWarnings.words(warnings);
    }

    /** {@return whether there is a suggestion for everything that is wrong with the row} */
    public boolean isWhollySuggested() {
        boolean[] all = {errors != null};
        eachError(error -> all[0] &= !error.path("suggestion").isEmpty());
        return all[0];
    }

    private void eachError(Consumer<JsonNode> reader) {
        if (errors != null) {
            Json.read(errors).forEach(reader);
        }
    }
}

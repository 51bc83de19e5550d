package invitations.ledger.plan;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Warning;
import invitations.ledger.store.Json;
import invitations.settings.SecretMask;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The warnings of a row as the table has them: a JSON array of code, column, value, expected and suggestion. */
public final class RowWarnings {
    private RowWarnings() {}

    /** The array; null for none, as nearly all rows have it. */
    static @Nullable String written(List<Warning> warnings) {
        return warnings.isEmpty()
                ? null
                : Json.write(warnings.stream()
                        .map(Warning::asError)
                        .map(RowWarnings::withoutSecrets)
                        .toList());
    }

    /** The array in words: of each warning its code and its sentence. */
    public static String words(String written) {
        StringJoiner words = new StringJoiner("; ");
        for (JsonNode each : Json.read(written)) {
            RowError error = new RowError(
                    ReasonCode.valueOf(each.path("code").asText()),
                    each.path("column").textValue(),
                    each.path("value").textValue(),
                    each.path("expected").asText());
            words.add(error.code() + ": " + error.message());
        }
        return words.toString();
    }

    /** The error without keys and tokens in its value. */
    static RowError withoutSecrets(RowError error) {
        String value = error.value();
        return value == null
                ? error
                : new RowError(
                        error.code(), error.column(), SecretMask.mask(value), error.expected(), error.suggestion());
    }
}

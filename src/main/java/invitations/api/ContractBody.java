package invitations.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Holds the body of an answer against the words in which the APIs speak. What something in front of an API answers by
 * itself (a page, nothing, JSON of another kind) is told from a refusal of the API, and a success that speaks of an error
 * from one that does not.
 */
public final class ContractBody {
    private static final String DETAIL = "detail";
    private static final String ERROR = "error";
    private static final String MESSAGE = "message";
    private static final String STATUS = "status";

    /** What an API may say beside its one sentence. */
    private static final Set<String> BESIDE_A_SENTENCE = Set.of(DETAIL, ERROR, "code", MESSAGE);

    /** Where a success has none of these, or has nothing in them. */
    private static final Set<String> OF_ERRORS =
            Set.of(ERROR, "errors", DETAIL, "error_code", "error_message", "exception", "fault", "non_field_errors");

    /** By which a success may be said once more in its body. */
    private static final Set<String> OF_SUCCESS = Set.of("success", "ok");

    private ContractBody() {}

    /**
     * {@return whether the body is one by which an API says no: {@code {"detail": "…"}}, {@code {"error": "…"}}, {@code {"error":
     * {"message": "…"}}}, or fields with what is wrong with each ({@code {"email": ["…"]}})}
     */
    public static boolean isRefusal(ApiResponse response) {
        return response.json().filter(ContractBody::isRefusal).isPresent();
    }

    private static boolean isRefusal(JsonNode json) {
        if (isSentence(json.path(DETAIL)) || isSentence(json.path(ERROR))) {
            return json.properties().stream()
                    .allMatch(field -> BESIDE_A_SENTENCE.contains(field.getKey()) || isOfField(field.getValue()));
        }
        JsonNode error = json.path(ERROR);
        if (error.isObject() && json.size() == 1) {
            return isSentence(error.path(MESSAGE));
        }
        return !json.isEmpty() && all(json, ContractBody::isOfField);
    }

    private static boolean isSentence(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank();
    }

    /** {@return what is wrong with a field: sentences, or the same of the fields in it} */
    private static boolean isOfField(JsonNode value) {
        if (value.isArray()) {
            return !value.isEmpty()
                    && all(value, each -> isSentence(each) || (each.isObject() && all(each, ContractBody::isOfField)));
        }
        return value.isObject() && !value.isEmpty() && all(value, ContractBody::isOfField);
    }

    private static boolean all(JsonNode node, Predicate<JsonNode> test) {
        return StreamSupport.stream(node.spliterator(), false).allMatch(test);
    }

    /**
     * {@return whether the body of a success speaks of an error all the same, or of a status of which the contract says nothing: then
     * it is not known whether the API acted}
     */
    static boolean isDoubtful(JsonNode json) {
        return json.properties().stream().anyMatch(field -> isDoubtful(field.getKey(), field.getValue()));
    }

    private static boolean isDoubtful(String name, JsonNode value) {
        if (OF_ERRORS.contains(name)) {
            return !isNothing(value);
        }
        if (OF_SUCCESS.contains(name)) {
            return !value.isNull() && !value.asBoolean(false);
        }
        return name.equals(STATUS) && !isNothing(value) && !isStatusOfSuccess(value);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isBlank())
                || (value.isBoolean() && !value.asBoolean())
                || (value.isNumber() && value.asInt() == 0);
    }

    private static boolean isStatusOfSuccess(JsonNode value) {
        return value.isNumber()
                ? value.asInt() >= 200 && value.asInt() < 300
                : Set.of("ok", "success", "created").contains(value.asText().toLowerCase(Locale.ROOT));
    }
}

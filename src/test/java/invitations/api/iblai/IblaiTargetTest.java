package invitations.api.iblai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.CorrelationMarker;
import invitations.api.FlowControl;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.invitation.Target;
import invitations.invitation.TargetField;
import invitations.testing.ApiSamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IblaiTargetTest {
    private final PlatformTarget platform = new PlatformTarget();
    private final ProgramTarget program = new ProgramTarget();

    @Test
    void a_single_call_carries_the_item_with_its_marker_last() {
        String item = "{\"email\":\"ada@example.org\",\"metadata\":{\"team\":\"blue\"}}";

        assertThat(platform.body(single(ApiSamples.row(255, item))).toString())
                .isEqualTo(
                        "{\"email\":\"ada@example.org\",\"metadata\":{\"team\":\"blue\",\"invitation_drop\":\"drop-1\","
                                + "\"invitation_call\":\"c1\",\"invitation_attempt\":\"c1-ff\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"metadata\":null}", "{\"metadata\":{}}"})
    void metadata_is_made_where_there_is_none(String item) {
        assertThat(platform.body(single(ApiSamples.row(1, item))).toString())
                .isEqualTo("{\"metadata\":{\"invitation_drop\":\"drop-1\",\"invitation_call\":\"c1\","
                        + "\"invitation_attempt\":\"c1-1\"}}");
    }

    @Test
    void nothing_in_the_item_can_take_the_place_of_the_marker() {
        String item = "{\"metadata\":{\"invitation_drop\":\"x\",\"invitation_call\":[1],\"invitation_attempt\":{}}}";

        JsonNode metadata = platform.body(single(ApiSamples.row(1, item))).path("metadata");

        assertThat(metadata.path(CorrelationMarker.DROP).asText()).isEqualTo("drop-1");
        assertThat(metadata.path(CorrelationMarker.CALL).asText()).isEqualTo("c1");
        assertThat(metadata.path(CorrelationMarker.ATTEMPT).asText()).isEqualTo("c1-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void a_bulk_call_names_its_platform_and_marks_every_item(int rows) {
        JsonNode body = program.body(ApiSamples.bulk("c1", rows));
        List<String> attempts = new ArrayList<>();
        body.path("invitation_data")
                .forEach(item -> attempts.add(
                        item.path("metadata").path(CorrelationMarker.ATTEMPT).asText()));

        assertThat(body.path("platform_key").asText()).isEqualTo("acme");
        assertThat(body.size()).isEqualTo(2);
        assertThat(attempts).hasSize(rows).doesNotHaveDuplicates().allMatch(attempt -> attempt.startsWith("c1-"));
        assertThat(body.path("invitation_data").path(0).path("email").asText()).isEqualTo("ada@example.org");
    }

    @Test
    void a_platform_can_be_invited_to_in_bulk_too() {
        JsonNode body = platform.body(ApiSamples.call("c1", "platform", Operation.BULK, 2));

        assertThat(body.path("platform_key").asText()).isEqualTo("acme");
        assertThat(body.path("invitation_data").size()).isEqualTo(2);
    }

    @Test
    void a_ledger_that_holds_no_json_is_not_sent_from() {
        assertThatThrownBy(() -> platform.body(single(ApiSamples.row(1, "{"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the ledger holds an item that is not JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"id\": 7, \"email\": \"ada@example.org\"}', 7",
        "201, '{\"id\": \"a-b\"}', a-b",
        "202, '{\"id\": 0}', 0",
        "299, '{\"id\": 123456789012345678901234567890}', 123456789012345678901234567890"
    })
    void a_single_success_with_an_id_is_an_invitation(int status, String text, String id) {
        CallResult result = platform.read(ApiSamples.single("c1"), ApiSamples.answer(status, text));

        assertThat(result.outcome().status()).isEqualTo(RowStatus.INVITED);
        assertThat(result.outcome().remoteId()).isEqualTo(id);
        assertThat(result.outcome().http()).isEqualTo(status);
        assertThat(result.outcome().code()).isNull();
        assertThat(result.outcome().message()).isNull();
        assertThat(result.effect()).isEqualTo(new FlowControl.None());
        assertThat(result.words()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"id\": null}",
                "{\"id\": \"\"}",
                "{\"id\": \" \"}",
                "{\"id\": true}",
                "{\"id\": 1.5}",
                "{\"id\": [7]}",
                "{\"id\": {\"id\": 7}}",
                "{\"ID\": 7}",
                "[{\"id\": 7}]",
                "{\"id\": 7",
                "{\"id\": 7} {\"id\": 8}",
                "{\"id\": 7}</html>",
                "null",
                "7",
                "OK",
                "<html><title>Welcome</title></html>"
            })
    void a_single_success_that_breaks_the_contract_is_uncertain(String text) {
        CallResult result = platform.read(ApiSamples.single("c1"), ApiSamples.answer(200, text));

        assertThat(result.outcome().status()).isEqualTo(RowStatus.UNCERTAIN);
        assertThat(result.outcome().code()).isEqualTo(ReasonCode.UNCERTAIN);
        assertThat(result.outcome().http()).isEqualTo(200);
        assertThat(result.outcome().remoteId()).isNull();
        assertThat(result.outcome().message()).startsWith("a success ");
    }

    @Test
    void an_uncertain_success_tells_what_came_instead() {
        assertThat(platform.read(ApiSamples.single("c1"), ApiSamples.answer(200, "<title>Login</title>"))
                        .outcome()
                        .message())
                .isEqualTo("a success that is not JSON: Login");
        assertThat(platform.read(ApiSamples.single("c1"), ApiSamples.answer(200, "{\"detail\": \"queued\"}"))
                        .outcome()
                        .message())
                .isEqualTo("a success without the invitation's id: queued");
        assertThat(program.read(ApiSamples.bulk("c1", 2), ApiSamples.answer(200, "{\"detail\": \"queued\"}"))
                        .outcome()
                        .message())
                .isEqualTo("a success without successes and error_codes: queued");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void a_full_success_of_a_batch_invites_every_row(int status) {
        CallResult result = program.read(
                ApiSamples.bulk("c1", 3), ApiSamples.answer(status, "{\"successes\": 3, \"error_codes\": []}"));

        assertThat(result.outcome().status()).isEqualTo(RowStatus.INVITED);
        assertThat(result.outcome().remoteId()).isNull();
        assertThat(result.outcome().http()).isEqualTo(status);
        assertThat(result.words()).isEqualTo(new CallResult.Words(3, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"successes\": 2, \"error_codes\": []} | 2 | []",
                "{\"successes\": 4, \"error_codes\": []} | 4 | []",
                "{\"successes\": 0, \"error_codes\": [\"X\", \"X\", \"X\"]} | 0 | [X, X, X]",
                "{\"successes\": 3, \"error_codes\": [\"X\"]} | 3 | [X]",
                "{\"successes\": -3, \"error_codes\": []} | -3 | []",
                "{\"successes\": 2, \"error_codes\": [7, null, {\"code\": \"X\"}]} | 2 | [7, null, {\"code\":\"X\"}]",
                "{\"successes\": 2, \"error_codes\": [\"a\\u001b\\nb\"]} | 2 | [a b]"
            })
    void a_batch_that_is_no_full_success_is_uncertain_and_keeps_the_words_of_the_api(
            String text, long successes, String codes) {
        CallResult result = program.read(ApiSamples.bulk("c1", 3), ApiSamples.answer(200, text));

        assertThat(result.outcome().status()).isEqualTo(RowStatus.UNCERTAIN);
        assertThat(result.outcome().code()).isEqualTo(ReasonCode.UNCERTAIN);
        assertThat(result.outcome().message())
                .isEqualTo("the API reported " + successes
                        + " successes for a batch of 3, and does not say for which rows"
                        + (codes.equals("[]") ? "" : "; its errors are " + codes));
        assertThat(String.valueOf(result.words()))
                .isEqualTo("Words[successes=" + successes + ", errorCodes=" + codes + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"successes\": 3}",
                "{\"error_codes\": []}",
                "{\"successes\": 3, \"error_codes\": null}",
                "{\"successes\": 3, \"error_codes\": \"\"}",
                "{\"successes\": 3, \"error_codes\": {}}",
                "{\"successes\": \"3\", \"error_codes\": []}",
                "{\"successes\": 3.0, \"error_codes\": []}",
                "{\"successes\": 3.5, \"error_codes\": []}",
                "{\"successes\": true, \"error_codes\": []}",
                "{\"successes\": null, \"error_codes\": []}",
                "{\"successes\": [3], \"error_codes\": []}",
                // 2 to the power of 64, and 3: three to whoever reads only 64 bits
                "{\"successes\": 18446744073709551619, \"error_codes\": []}",
                "{\"successes\": 3, \"error_codes\": []",
                "{\"successes\": 3, \"error_codes\": []} x",
                "[{\"successes\": 3, \"error_codes\": []}]",
                "{\"id\": 7}"
            })
    void a_batch_success_that_breaks_the_contract_is_uncertain_and_has_no_words(String text) {
        CallResult result = program.read(ApiSamples.bulk("c1", 3), ApiSamples.answer(200, text));

        assertThat(result.outcome().status()).isEqualTo(RowStatus.UNCERTAIN);
        assertThat(result.outcome().message()).startsWith("a success ");
        assertThat(result.words()).isNull();
    }

    @Test
    void a_flood_of_error_codes_makes_no_flood_of_a_message() {
        String codes = "\"" + "x".repeat(1000) + "\"" + ",\"boom\"".repeat(10_000);

        CallResult result = program.read(
                ApiSamples.bulk("c1", 3),
                ApiSamples.answer(200, "{\"successes\": 1, \"error_codes\": [" + codes + "]}"));

        assertThat(result.outcome().message())
                .startsWith("the API reported 1 successes for a batch of 3, and does not say for which rows; its")
                .hasSize(500);
    }

    @Test
    void the_platform_is_what_rows_mean_that_say_nothing() {
        assertThat(platform.name()).isEqualTo("platform");
        assertThat(platform.keyColumn()).isEqualTo("platform_key");
        assertThat(platform.isFallback()).isTrue();
        assertThat(platform.isRecognisedByItsKeyColumn()).isFalse();
        assertThat(platform.operations())
                .containsExactly(Operation.SINGLE, Operation.BULK, Operation.BLANK, Operation.REDEEM);
        assertThat(platform.subjectColumns(Operation.SINGLE)).containsExactlyInAnyOrder("email", "username");
        assertThat(columns(platform))
                .containsExactly(
                        "platform_key",
                        "email",
                        "username",
                        "active",
                        "source",
                        "redirect_to",
                        "expired",
                        "company_name",
                        "first_name",
                        "last_name",
                        "user_group",
                        "user_group_owner_email");
    }

    @Test
    void a_program_is_recognised_by_its_key_and_keeps_its_dates_in_the_enrollment() {
        assertThat(program.name()).isEqualTo("program");
        assertThat(program.keyColumn()).isEqualTo("program_key");
        assertThat(program.isFallback()).isFalse();
        assertThat(program.isRecognisedByItsKeyColumn()).isTrue();
        assertThat(program.operations())
                .containsExactly(Operation.BULK, Operation.SINGLE, Operation.BLANK, Operation.REDEEM);
        assertThat(columns(program))
                .contains("program_key", "platform_key", "email", "username")
                .doesNotContain("company_name");
        assertThat(program.fields(Operation.BULK))
                .filteredOn(field -> field.path().size() > 1)
                .extracting(field -> field.column() + " = " + String.join(".", field.path()))
                .containsExactly(
                        "program_access_start_date = enrollment_config.started",
                        "program_access_expiration_date = enrollment_config.expired");
    }

    private static List<String> columns(Target target) {
        return target.fields(Operation.SINGLE).stream().map(TargetField::column).toList();
    }

    private static Call single(OpenRow row) {
        return new Call("c1", "drop-1", "platform", Operation.SINGLE, "acme", List.of(row), 0);
    }
}

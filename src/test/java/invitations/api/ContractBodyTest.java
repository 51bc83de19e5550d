package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.gitbook.GitbookLinkTarget;
import invitations.api.gitbook.GitbookTarget;
import invitations.api.iblai.CourseTarget;
import invitations.api.iblai.PlatformTarget;
import invitations.api.iblai.ProgramTarget;
import invitations.invitation.Operation;
import invitations.invitation.RowStatus;
import invitations.testing.ApiSamples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A success that speaks of an error says nothing certain; what the contract has beside a success does. */
class ContractBodyTest {
    /** What all of the bodies below have, whatever was asked for. */
    private static final String DONE =
            "\"id\":\"7\",\"successes\":1,\"error_codes\":[],\"invited\":1,\"users\":[\"u\"],\"failedSSOEmails\":[]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"error\":\"Quota exceeded.\"",
                "\"error\":{\"code\":500,\"message\":\"no\"}",
                "\"error\":true",
                "\"errors\":[\"no\"]",
                "\"errors\":{\"email\":[\"no\"]}",
                "\"detail\":\"Throttled.\"",
                "\"error_message\":\"no\"",
                "\"error_code\":17",
                "\"exception\":\"Timeout\"",
                "\"status\":\"failed\"",
                "\"status\":\"queued\"",
                "\"status\":500",
                "\"status\":{\"code\":1}",
                "\"success\":false",
                "\"success\":\"no\"",
                "\"ok\":false"
            })
    void a_success_that_speaks_of_an_error_or_a_strange_status_is_uncertain(String more) {
        every_way("{" + DONE + "," + more + "}", RowStatus.UNCERTAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"error\":null'",
                "'\"errors\":[]'",
                "'\"detail\":\"\"'",
                "'\"error_code\":0'",
                "'\"error\":false'",
                "'\"status\":\"ok\"'",
                "'\"status\":\"Success\"'",
                "'\"status\":201'",
                "'\"status\":null'",
                "'\"success\":true'",
                "'\"active\":true,\"expired\":null,\"metadata\":{\"error\":\"a column of the file\"}'"
            })
    void what_says_nothing_against_it_is_nothing(String more) {
        every_way("{" + DONE + "," + more + "}", RowStatus.INVITED);
    }

    private static void every_way(String body, RowStatus status) {
        ApiResponse response = ApiSamples.answer(200, body);
        for (Operation operation : new Operation[] {Operation.SINGLE, Operation.BULK, Operation.REDEEM}) {
            for (ApiTarget target : new ApiTarget[] {new PlatformTarget(), new ProgramTarget(), new CourseTarget()}) {
                assertThat(read(target, operation, response)).as(target.name()).isEqualTo(status);
            }
        }
        assertThat(read(new GitbookTarget(50), Operation.BULK, response)).isEqualTo(status);
        assertThat(read(new GitbookTarget(50), Operation.SINGLE, response)).isEqualTo(status);
        assertThat(read(new GitbookLinkTarget(), Operation.SINGLE, response)).isEqualTo(status);
    }

    private static RowStatus read(ApiTarget target, Operation operation, ApiResponse response) {
        return target.read(ApiSamples.call("c", target.name(), operation, 1), response)
                .outcome()
                .status();
    }
}

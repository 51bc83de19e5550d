package invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not as published is found, wherever in a request or an answer it is. */
class VendorCallTest {
    private static final Exchanged GOOD = new Exchanged(
            "POST",
            "/dm/api/catalog/invitations/platform/",
            null,
            "Api-Token key",
            "application/json",
            "{\"platform_key\":\"acme\",\"email\":\"ada@example.org\"}",
            400,
            "application/json",
            "{\"detail\":\"Not like this.\"}");

    @Test
    void what_is_as_published_is_let_pass() {
        assertThat(VendorCall.requestFindings(GOOD)).isEmpty();
        assertThat(VendorCall.answerFindings(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
            PUT  | /dm/api/catalog/invitations/platform/ | -     | Api-Token key | application/json | {"platform_key":"acme","username":"ada"}
            POST | /dm/api/catalog/invitations/platform  | -     | Api-Token key | application/json | {"platform_key":"acme","username":"ada"}
            POST | /api/catalog/invitations/platform/    | -     | Api-Token key | application/json | {"platform_key":"acme","username":"ada"}
            POST | /dm/api/catalog/invitations/group/    | -     | Api-Token key | application/json | {"platform_key":"acme","username":"ada"}
            POST | /dm/api/catalog/invitations/platform/ | a=b   | Api-Token key | application/json | {"platform_key":"acme","username":"ada"}
            POST | /dm/api/catalog/invitations/platform/ | -     | Bearer key    | application/json | {"platform_key":"acme","username":"ada"}
            POST | /dm/api/catalog/invitations/platform/ | -     | -             | application/json | {"platform_key":"acme","username":"ada"}
            POST | /dm/api/catalog/invitations/platform/ | -     | Api-Token key | text/plain       | {"platform_key":"acme","username":"ada"}
            POST | /dm/api/catalog/invitations/platform/ | -     | Api-Token key | -                | {"platform_key":"acme","username":"ada"}
            POST | /dm/api/catalog/invitations/platform/ | -     | Api-Token key | application/json | {"platform_key":"acme","username":"ada"}]
            POST | /dm/api/catalog/invitations/platform/ | -     | Api-Token key | application/json | {"platform_key":"acme","username":"ada","username":"bob"}
            POST | /dm/api/catalog/invitations/platform/ | -     | Api-Token key | application/json | {"platform_key":"acme"}
            POST | /dm/api/catalog/invitations/platform/ | -     | Api-Token key | application/json | ``
            GET  | /dm/api/catalog/invitations/program/  | page=1&page=2 | Api-Token key | -         | ``
            GET  | /dm/api/catalog/invitations/program/  | team=north    | Api-Token key | -         | ``
            GET  | /dm/api/catalog/invitations/program/  | page=1        | Api-Token key | -         | {}
            GET  | /v1/orgs/o1/members                   | limit=1001    | Bearer key    | -         | ``
            GET  | /v1/orgs/o1/members                   | -             | Api-Token key | -         | ``
            POST | /v1/orgs/o1/invites/i1                | -             | Bearer key    | -         | {}
            POST | /v1/orgs/o1/x/invites                 | -             | Bearer key    | application/json | {"emails":["ada@example.org"]}
            """)
    void a_request_that_is_not_as_published_is_found(
            String method, String path, String query, String authorization, String type, String body) {
        Exchanged exchanged =
                new Exchanged(method, path, query, authorization, type, body, 200, "application/json", GOOD.answer());

        assertThat(VendorCall.requestFindings(exchanged)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
            POST   | /dm/api/catalog/invitations/platform/      | 200 | application/json | {"successes":1,"error_codes":[]}
            POST   | /dm/api/catalog/invitations/platform/      | 202 | application/json | {"successes":1,"error_codes":[]}
            POST   | /dm/api/catalog/invitations/platform/      | 301 | application/json | {}
            POST   | /dm/api/catalog/invitations/platform/bulk/ | 200 | text/html        | {"successes":1,"error_codes":[]}
            POST   | /dm/api/catalog/invitations/platform/bulk/ | 200 | -                | {"successes":1,"error_codes":[]}
            POST   | /dm/api/catalog/invitations/platform/bulk/ | 200 | application/json | {"successes":1,"error_codes":[]} {}
            POST   | /dm/api/catalog/invitations/platform/bulk/ | 400 | application/json | {"error":{"code":400,"message":"No."}}
            POST   | /v1/orgs/o1/invites                        | 400 | application/json | {"detail":"No."}
            POST   | /v1/orgs/o1/link-invites                   | 200 | application/json | {"object":"invite","id":"l1","role":"read","redundant":false}
            DELETE | /v1/orgs/o1/link-invites/l1                | 200 | application/json | ``
            DELETE | /v1/orgs/o1/link-invites/l1                | 205 | application/json | {}
            DELETE | /v1/orgs/o1/link-invites                   | 204 | application/json | ``
            """)
    void an_answer_that_is_not_as_published_is_found(
            String method, String path, int status, String type, String answer) {
        Exchanged exchanged = new Exchanged(method, path, null, "Bearer key", null, "", status, type, answer);

        assertThat(VendorCall.answerFindings(exchanged)).isNotEmpty();
    }
}

package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.SandboxSettings;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkInviteTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY));
    private final SandboxClient client = new SandboxClient(sandbox, "Bearer " + SandboxClient.KEY);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> send(String method, String rest, String body) {
        return client.send(method, sandbox.gitbookUrl() + "/orgs/o1/link-invites" + rest, SandboxClient.quoted(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'role':'read'}                       | 'role':'read'
            {'level':'edit','space':'s1'}         | 'level':'edit','space':'s1'
            {'level':'admin','collection':'c1'}   | 'level':'admin','collection':'c1'
            """)
    void a_link_says_what_it_is_for_and_where_it_is(String body, String fields) {
        HttpResponse<String> response = send("POST", "", body);

        assertThat(response.statusCode()).isEqualTo(201);
        // A space or a collection is shown with all that belongs to it; here only by its id.
        String shown = response.body()
                .replaceAll(
                        "\"(space|collection)\":\\{.*?\"id\":(\"[^\"]*\").*?},\"redundant\"",
                        "\"$1\":$2,\"redundant\"");
        assertThat(shown)
                .isEqualTo(SandboxClient.quoted("{'object':'invite','id':'link-1'," + fields
                        + ",'redundant':false,'urls':{'app':'https://app.gitbook.com/invite/o1/link-1'}}"));
        assertThat(send("GET", "/link-1", "").body()).isEqualTo(response.body());
    }

    @Test
    void every_link_is_in_the_record() {
        send("POST", "", "{'level':'edit','space':'s1'}");

        assertThat(sandbox.record()).singleElement().satisfies(mail -> {
            assertThat(mail.target()).isEqualTo("gitbook-link");
            assertThat(mail.operation()).isEqualTo("single");
            assertThat(mail.key()).isEqualTo("o1");
            assertThat(mail.email()).isNull();
            assertThat(mail.metadata()).containsEntry("level", "edit").containsEntry("space", "s1");
            assertThat(mail.id()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "not json",
                "{'role':'king'}",
                "{'role':null}",
                "{'level':'read'}",
                "{'space':'s1'}",
                "{'level':'read','space':7}",
                "{'level':'king','space':'s1'}",
                "{'role':'read','level':'read','space':'s1'}",
                "{'level':'read','space':'s1','collection':'c1'}",
                "{'role':'read','note':'x'}"
            })
    void what_is_not_exactly_one_of_three_makes_no_link(String body) {
        HttpResponse<String> response = send("POST", "", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SandboxClient.json(response).at("/error/code").asInt()).isEqualTo(400);
        assertThat(SandboxClient.json(send("GET", "", "")).path("count").asInt())
                .isZero();
        assertThat(sandbox.record()).isEmpty();
    }

    @Test
    void links_are_listed_by_organization_page_by_page() {
        for (int n = 0; n < 3; n++) {
            send("POST", "", "{'role':'read'}");
        }
        client.send("POST", sandbox.gitbookUrl() + "/orgs/o2/link-invites", SandboxClient.quoted("{'role':'read'}"));

        JsonNode first = SandboxClient.json(send("GET", "?limit=2", ""));
        JsonNode second = SandboxClient.json(
                send("GET", "?limit=2&page=" + first.at("/next/page").asText(), ""));

        assertThat(first.path("count").asInt()).isEqualTo(3);
        assertThat(first.path("items"))
                .extracting(each -> each.path("id").asText())
                .containsExactly("link-1", "link-2");
        assertThat(second.path("items"))
                .extracting(each -> each.path("id").asText())
                .containsExactly("link-3");
        assertThat(second.has("next")).isFalse();
        assertThat(send("GET", "?limit=1001", "").statusCode()).isEqualTo(400);
    }

    @Test
    void a_link_can_be_changed_in_what_it_has_only() {
        send("POST", "", "{'role':'read'}");
        send("POST", "", "{'level':'read','space':'s1'}");

        HttpResponse<String> response = send("PATCH", "/link-1", "{'role':'edit'}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SandboxClient.json(response).path("role").asText()).isEqualTo("edit");
        assertThat(SandboxClient.json(send("GET", "/link-1", "")).path("role").asText())
                .isEqualTo("edit");
        assertThat(SandboxClient.json(send("PATCH", "/link-2", "{'level':'admin'}"))
                        .path("level")
                        .asText())
                .isEqualTo("admin");
        assertThat(send("PATCH", "/link-1", "{'level':'edit'}").statusCode()).isEqualTo(400);
        assertThat(send("PATCH", "/link-2", "{'role':'edit'}").statusCode()).isEqualTo(400);
        assertThat(send("PATCH", "/link-1", "{'role':'king'}").statusCode()).isEqualTo(400);
        assertThat(sandbox.record()).hasSize(2);
    }

    @Test
    void a_link_is_deleted_once() {
        send("POST", "", "{'role':'read'}");

        HttpResponse<String> first = send("DELETE", "/link-1", "");

        assertThat(first.statusCode()).isEqualTo(205);
        assertThat(first.body()).isEmpty();
        assertThat(send("DELETE", "/link-1", "").statusCode()).isEqualTo(204);
        assertThat(send("GET", "/link-1", "").statusCode()).isEqualTo(404);
        assertThat(send("PATCH", "/link-1", "{'role':'edit'}").statusCode()).isEqualTo(404);
    }

    @Test
    void a_link_of_another_organization_is_unknown() {
        send("POST", "", "{'role':'read'}");
        String other = sandbox.gitbookUrl() + "/orgs/o2/link-invites/link-1";

        assertThat(client.send("GET", other, "").statusCode()).isEqualTo(404);
        assertThat(client.send("DELETE", other, "").statusCode()).isEqualTo(204);
        assertThat(send("GET", "/link-1", "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            single | POST   | ``      | {'role':'read'}
            list   | GET    | ``      | ``
            show   | GET    | /link-1 | ``
            update | PATCH  | /link-1 | {'role':'edit'}
            delete | DELETE | /link-1 | ``
            """)
    void a_fault_can_be_ordered_for_each_operation(String operation, String method, String rest, String body) {
        send("POST", "", "{'role':'read'}");
        client.send(
                "POST",
                sandbox.origin() + "/_sandbox/faults",
                SandboxClient.quoted("{'target':'gitbook-link','operation':'" + operation
                        + "','effect':{'kind':'status','status':503}}"));

        assertThat(send(method, rest, body).statusCode()).isEqualTo(503);
        assertThat(send(method, rest, body).statusCode()).isBetween(200, 299);
        assertThat(sandbox.record()).hasSize(operation.equals("single") ? 2 : 1);
    }
}

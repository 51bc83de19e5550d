package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.Access;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.store.Mail;
import invitations.sandbox.work.InvitationRef;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitbookInviteTest {
    private static final SandboxSettings SETTINGS = SandboxSettings.withKey(SandboxClient.KEY);
    private static final String BEARER = "Bearer " + SandboxClient.KEY;

    private final Sandbox sandbox = Sandbox.start(SETTINGS);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static HttpResponse<String> invite(Sandbox at, String body) {
        return new SandboxClient(at, BEARER)
                .send("POST", at.gitbookUrl() + "/orgs/o1/invites", SandboxClient.quoted(body));
    }

    private static JsonNode members(Sandbox at, String query) {
        return SandboxClient.json(
                new SandboxClient(at, BEARER).send("GET", at.gitbookUrl() + "/orgs/o1/members?" + query, ""));
    }

    @Test
    void everybody_who_is_invited_is_in_the_record() {
        HttpResponse<String> response = invite(
                sandbox, "{'emails':['ann@example.org',{'email':'bob@example.org','role':'admin'}],'role':'read'}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(SandboxClient.quoted("{'users':['user-1','user-2'],'invited':2,'failedSSOEmails':[]}"));
        assertThat(sandbox.record()).extracting(Mail::target).containsOnly("gitbook");
        assertThat(sandbox.record()).extracting(Mail::operation).containsOnly("invite");
        assertThat(sandbox.record()).extracting(Mail::key).containsExactly("o1", "o1");
        assertThat(sandbox.record()).extracting(Mail::email).containsExactly("ann@example.org", "bob@example.org");
        assertThat(sandbox.record())
                .extracting(mail -> mail.metadata().get("role"))
                .containsExactly("read", "admin");
        assertThat(sandbox.record()).extracting(Mail::repeated).containsExactly(false, false);
    }

    @Test
    void a_second_invite_to_the_organization_is_a_repeat_and_a_guest_has_no_role() {
        invite(sandbox, "{'emails':['ann@example.org'],'role':null}");
        invite(sandbox, "{'emails':['Ann@Example.org',{'email':'bob@example.org','role':null}],'role':'edit'}");
        new SandboxClient(sandbox, BEARER)
                .send(
                        "POST",
                        sandbox.gitbookUrl() + "/orgs/o2/invites",
                        SandboxClient.quoted("{'emails':['ann@example.org']}"));

        assertThat(sandbox.record()).extracting(Mail::repeated).containsExactly(false, true, false, false);
        assertThat(sandbox.record()).extracting(Mail::id).containsExactly(1L, 1L, 2L, 1L);
        assertThat(sandbox.record())
                .extracting(mail -> mail.metadata().get("role"))
                .containsExactly(null, "edit", null, null);
    }

    @Test
    void refused_addresses_are_left_out_without_a_word() {
        assertThat(invite(sandbox, "{'emails':['refuse-1@b.org','ann@b.org'],'sso':false}")
                        .body())
                .isEqualTo(SandboxClient.quoted("{'users':['user-1'],'invited':1,'failedSSOEmails':[]}"));
        assertThat(sandbox.record()).extracting(Mail::email).containsExactly("ann@b.org");
    }

    @ParameterizedTest
    @CsvSource({"true, nosso-1@b.org", "false, ''"})
    void who_cannot_sign_on_is_named_where_that_is_asked_for(boolean sso, String failed) {
        JsonNode json =
                SandboxClient.json(invite(sandbox, "{'emails':['nosso-1@b.org','ann@b.org'],'sso':" + sso + "}"));

        assertThat(json.path("invited").asInt()).isEqualTo(2);
        assertThat(json.path("failedSSOEmails").path(0).asText()).isEqualTo(failed);
        assertThat(sandbox.record()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "not json",
                "{'emails':'ann@b.org'}",
                "{'emails':[]}",
                "{'emails':['ann@b.org','bad']}",
                "{'emails':['ann@b.org',7]}",
                "{'emails':['ann@b.org',{'role':'read'}]}",
                "{'emails':['ann@b.org'],'role':'king'}",
                "{'emails':['ann@b.org',{'email':'bob@b.org','role':'READ'}]}",
                "{'emails':['ann@b.org'],'sso':'yes'}"
            })
    void what_breaks_the_contract_invites_nobody(String body) {
        HttpResponse<String> response = invite(sandbox, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SandboxClient.json(response).at("/error/code").asInt()).isEqualTo(400);
        assertThat(SandboxClient.json(response).at("/error/message").isTextual())
                .isTrue();
        assertThat(sandbox.record()).isEmpty();
    }

    @Test
    void a_hundred_are_the_most_unless_it_is_set() {
        try (Sandbox small = Sandbox.start(SETTINGS.withGitbookMaximum(1))) {
            assertThat(invite(sandbox, emails(101)).statusCode()).isEqualTo(400);
            assertThat(SandboxClient.json(invite(sandbox, emails(100)))
                            .path("invited")
                            .asInt())
                    .isEqualTo(100);
            assertThat(invite(small, emails(2)).statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /orgs/unknown-org/members, 404",
        "POST, /orgs/unknown-org/invites, 404",
        "GET, /orgs/o1/invites, 405",
        "GET, /orgs/o1/members/, 404",
        "GET, /orgs, 404",
        "POST, /orgs/o1/invites/unknown-1, 404",
    })
    void errors_have_the_shape_of_gitbook(String method, String path, int status) {
        HttpResponse<String> response = new SandboxClient(sandbox, BEARER)
                .send(method, sandbox.gitbookUrl() + path, "{\"emails\":[\"a@b.org\"]}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(SandboxClient.json(response).at("/error/code").asInt()).isEqualTo(status);
        assertThat(SandboxClient.json(response).at("/error/message").asText()).isNotEmpty();
        assertThat(sandbox.record()).isEmpty();
    }

    @Test
    void the_caller_joins_by_an_invite() {
        HttpResponse<String> response =
                new SandboxClient(sandbox, BEARER).send("POST", sandbox.gitbookUrl() + "/orgs/o1/invites/i7", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Api-Token key-of-the-tests", "key-of-the-tests"})
    void a_wrong_token_is_not_authenticated(String authorization) {
        HttpResponse<String> response =
                new SandboxClient(sandbox, authorization).send("GET", sandbox.gitbookUrl() + "/orgs/o1/members", "");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(SandboxClient.json(response).at("/error/code").asInt()).isEqualTo(401);
    }

    @Test
    void prefix_and_tokens_are_settings() {
        SandboxSettings settings = SETTINGS.withGitbookPrefix("/gitbook/v1")
                .withGitbookAccess(
                        Access.to("token").withScheme("Bearer").withLimitedKey("limited", Endpoint.GITBOOK_INVITE));
        try (Sandbox other = Sandbox.start(settings)) {
            String url = other.gitbookUrl() + "/orgs/o1/invites";

            assertThat(other.gitbookUrl()).isEqualTo(other.origin() + "/gitbook/v1");
            assertThat(new SandboxClient(other, "Bearer token")
                            .send("GET", other.origin() + "/v1/orgs/o1/members", "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(new SandboxClient(other, "Bearer token")
                            .send("POST", url, emails(1))
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> limited = new SandboxClient(other, "Bearer limited").send("POST", url, emails(1));
            assertThat(limited.statusCode()).isEqualTo(403);
            assertThat(SandboxClient.json(limited).at("/error/code").asInt()).isEqualTo(403);
            assertThat(new SandboxClient(other, BEARER)
                            .send("POST", url, emails(1))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void who_is_invited_is_a_member_at_once() {
        invite(sandbox, "{'emails':['Ann@example.org'],'role':'edit'}");

        assertThat(members(sandbox, "search=aNN@").toString())
                .matches(Pattern.quote(SandboxClient.quoted(
                                "{'count':1,'items':[{'object':'member','id':'user-1','role':'edit',"
                                        + "'user':{'object':'user','id':'user-1','displayName':'Ann','email':'Ann@example.org',"
                                        + "'urls':{'location':'https://api.gitbook.com/v1/users/user-1'}},"
                                        + "'disabled':false,'joinedAt':'"))
                        + "20[0-9T:.-]+Z"
                        + Pattern.quote(SandboxClient.quoted("','sso':false,'spaces':0,'teams':0,'sites':0}]}")));
        assertThat(members(sandbox, "search=bob").path("count").asInt()).isZero();
        assertThat(members(sandbox, "").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void who_is_invited_is_a_member_after_joining_when_the_variant_says_so() {
        Variants variants = Variants.standard().withMembers(Variants.Members.AFTER_JOINING);
        try (Sandbox late = Sandbox.start(SETTINGS.withVariants(variants))) {
            invite(late, "{'emails':['ann@example.org','bob@example.org']}");
            assertThat(members(late, "").path("count").asInt()).isZero();

            assertThat(late.accept(
                            InvitationRef.to("gitbook", "Ann@example.org").as("Ann A.")))
                    .isEqualTo(1);

            assertThat(members(late, "search=ann%20a").at("/items/0/user/email").asText())
                    .isEqualTo("ann@example.org");
            assertThat(members(late, "").path("count").asInt()).isEqualTo(1);
            assertThat(late.accept(InvitationRef.to("gitbook", "ann@example.org")))
                    .isZero();
            assertThat(late.accept(
                            InvitationRef.to("gitbook", "bob@example.org").at("o2")))
                    .isZero();
        }
    }

    @Test
    void all_pages_together_are_the_members() {
        invite(sandbox, emails(60));
        List<String> found = new ArrayList<>();
        JsonNode page = members(sandbox, "search=PERSON");
        assertThat(page.path("items")).hasSize(25);
        while (true) {
            page.path("items").forEach(each -> found.add(each.at("/user/email").asText()));
            assertThat(page.path("count").asInt()).isEqualTo(60);
            if (!page.has("next")) {
                break;
            }
            page = members(
                    sandbox,
                    "search=PERSON&limit=30&page=" + page.at("/next/page").asText());
        }

        assertThat(found).hasSize(60).doesNotHaveDuplicates();
        assertThat(members(sandbox, "limit=1000").path("items")).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "page=2", "page=%25", "page=ZnJvbToxMDA"})
    void a_page_that_is_not_there_is_refused(String query) {
        assertThat(members(sandbox, query).at("/error/code").asInt()).isEqualTo(400);
    }

    @Test
    void faults_hit_by_organization_and_by_any_address() {
        sandbox.order(Fault.at(Endpoint.GITBOOK_INVITE)
                .forPlatform("o1")
                .forEmail("ann")
                .afterTheWork()
                .with(FaultEffect.Status.of(503)));
        sandbox.order(Fault.at(Endpoint.GITBOOK_MEMBERS).forEmail("ann").with(new FaultEffect.Truncated()));

        assertThat(invite(sandbox, "{'emails':['bob@b.org']}").statusCode()).isEqualTo(200);
        assertThat(invite(sandbox, "{'emails':['carl@b.org',{'email':'ann@b.org'}]}")
                        .statusCode())
                .isEqualTo(503);
        assertThat(sandbox.record()).hasSize(3);
        assertThat(members(sandbox, "search=bob").path("count").asInt()).isEqualTo(1);
        assertThatThrownBy(() -> members(sandbox, "search=ann@b.org")).isInstanceOf(IllegalStateException.class);
    }

    private static String emails(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> "\"person" + n + "@example.org\"")
                .collect(Collectors.joining(",", "{\"emails\":[", "]}"));
    }
}

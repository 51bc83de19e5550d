package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.work.InvitationRef;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY));
    private final SandboxClient client = new SandboxClient(sandbox);

    @BeforeEach
    void invite() {
        client.invite("ann@example.org");
        client.invite("bob@example.org");
        client.post("platform/", SandboxClient.platform("ann@example.org").replace("acme", "other"));
        client.post("course/", SandboxClient.quoted("{'course_id':'acme+c+1','email':'ann@example.org'}"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> order(String what, String json) {
        return client.send("POST", sandbox.origin() + "/_sandbox/" + what, SandboxClient.quoted(json));
    }

    private int count(String path) {
        return SandboxClient.json(client.get(path)).path("count").asInt();
    }

    @Test
    void who_accepts_has_a_user_and_no_active_invitation() {
        assertThat(order("accept", "{'target':'platform','email':'ann@example.org','key':'acme'}")
                        .body())
                .isEqualTo("{\"accepted\":1}");

        JsonNode accepted = SandboxClient.json(client.get("platform/?platform_key=acme&active=false"))
                .at("/results/0");
        assertThat(accepted.path("email").asText()).isEqualTo("ann@example.org");
        assertThat(accepted.path("username").asText()).isEqualTo("ann");
        assertThat(accepted.path("user_id").isInt()).isTrue();
        assertThat(Duration.between(Instant.parse(accepted.path("started").asText()), Instant.now()))
                .isBetween(Duration.ofMillis(-1), Duration.ofMinutes(1));
        assertThat(count("platform/?username=ann")).isEqualTo(1);
        assertThat(count("platform/?active=true")).isEqualTo(2);
        assertThat(count("course/?active=true")).isEqualTo(1);
        assertThat(sandbox.record()).hasSize(4);
    }

    @Test
    void without_a_key_all_of_the_persons_invitations_of_the_target_are_accepted_once() {
        String order = "{'target':'platform','email':'ann@example.org','username':'annie'}";

        assertThat(order("accept", order).body()).isEqualTo("{\"accepted\":2}");
        assertThat(order("accept", order).body()).isEqualTo("{\"accepted\":0}");
        assertThat(count("platform/?username=annie")).isEqualTo(2);
        assertThat(client.get("platform/check/?email=ann@example.org").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_course_is_accepted_by_its_id() {
        assertThat(sandbox.accept(InvitationRef.to("course", "ann@example.org").at("acme+d+1")))
                .isZero();
        assertThat(sandbox.accept(InvitationRef.to("course", "ann@example.org")
                        .at("acme+c+1")
                        .as("annie")))
                .isEqualTo(1);
        assertThat(count("course/?username=annie&active=false")).isEqualTo(1);
    }

    @Test
    void what_has_expired_did_so_an_hour_ago_and_stays_active() {
        assertThat(order("expire", "{'target':'platform','email':'bob@example.org'}")
                        .body())
                .isEqualTo("{\"expired\":1}");

        JsonNode expired = SandboxClient.json(client.get("platform/?email=bob@example.org"))
                .at("/results/0");
        assertThat(expired.path("active").asBoolean()).isTrue();
        assertThat(Duration.between(Instant.parse(expired.path("expired").asText()), Instant.now()))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(SandboxClient.json(client.get("platform/?email=ann@example.org"))
                        .at("/results/0/expired")
                        .isNull())
                .isTrue();
        assertThat(sandbox.expire(InvitationRef.to("platform", "nobody@example.org")))
                .isZero();
    }

    @Test
    void a_gitbook_invite_is_accepted_over_http_too() {
        Variants variants = Variants.standard().withMembers(Variants.Members.AFTER_JOINING);
        try (Sandbox late =
                Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY).withVariants(variants))) {
            SandboxClient there = new SandboxClient(late, "Bearer " + SandboxClient.KEY);
            String org = late.gitbookUrl() + "/orgs/o1";
            there.send("POST", org + "/invites", SandboxClient.quoted("{'emails':['ann@example.org']}"));

            HttpResponse<String> response = there.send(
                    "POST",
                    late.origin() + "/_sandbox/accept",
                    SandboxClient.quoted("{'target':'gitbook','email':'ann@example.org'}"));

            assertThat(response.body()).isEqualTo("{\"accepted\":1}");
            assertThat(SandboxClient.json(there.send("GET", org + "/members?search=ann@example.org", ""))
                            .path("count")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            accept | {'target':'moon','email':'ann@example.org'}                | target is platform, program, course or gitbook
            accept | {'target':'gitbook-link','email':'ann@example.org'}        | target is platform, program, course or gitbook
            accept | {'target':'platform'}                                      | email is an address
            accept | {'target':'platform','email':'ann@example.org','kye':'x'}  | unknown: kye
            accept | [1]                                                        | target is platform, program, course or gitbook
            accept | {                                                          | Unexpected end-of-input
            expire | {'target':'gitbook','email':'ann@example.org'}             | nothing lapses at GitBook
            """)
    void an_order_that_is_not_understood_changes_nothing(String what, String json, String reason) {
        HttpResponse<String> response = order(what, json);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SandboxClient.json(response).path("detail").asText()).contains(reason);
        assertThat(count("platform/?active=true")).isEqualTo(3);
    }

    @Test
    void an_unknown_target_is_said_so_in_java_too() {
        assertThatThrownBy(() -> InvitationRef.to("moon", "ann@example.org"))
                .hasMessageContaining("target is platform");
    }
}

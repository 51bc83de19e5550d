package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingleTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY));
    private final SandboxClient client = new SandboxClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void a_platform_invitation_is_answered_in_the_shape_of_the_contract() {
        HttpResponse<String> response = client.post(
                "platform/",
                SandboxClient.quoted(
                        "{'platform_key':'acme','email':'ann@example.org','source':'admin','first_name':'Ann',"
                                + "'redirect_to':'https://example.org/hi','metadata':{'invite_row':'r1'},'active':true}"));

        JsonNode json = SandboxClient.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Date")).isPresent();
        assertThat(json.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "id",
                        "user_id",
                        "username",
                        "email",
                        "created",
                        "started",
                        "source",
                        "redirect_to",
                        "expired",
                        "active",
                        "metadata",
                        "platform_key");
        assertThat(json.path("id").asInt()).isEqualTo(1);
        assertThat(json.path("email").asText()).isEqualTo("ann@example.org");
        assertThat(json.path("username").isNull()).isTrue();
        assertThat(json.path("metadata").toString())
                .isEqualTo(SandboxClient.quoted("{'first_name':'Ann','invite_row':'r1'}"));
        assertThat(Instant.parse(json.path("created").asText()))
                .isBefore(Instant.now().plusMillis(1));
    }

    @Test
    void a_program_invitation_knows_its_program_and_platform() {
        HttpResponse<String> response = client.post(
                "program/",
                SandboxClient.quoted("{'program_key':'acme+intro','username':'ann','expired':null,"
                        + "'enrollment_config':{'started':'2027-01-01T00:00:00Z'}}"));

        JsonNode json = SandboxClient.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.path("program_key").asText()).isEqualTo("acme+intro");
        assertThat(json.path("platform_key").asText()).isEqualTo("acme");
        assertThat(json.at("/enrollment_config/started").asText()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(sandbox.record().get(0).person()).isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'email':'a@b.org'}                                          | {'platform_key':['This field is required.']}
            {'platform_key':'acme'}                                      | {'error':'Either email or username is required.'}
            {'platform_key':'acme','email':'a b@c.org'}                  | {'email':['Enter a valid email address.']}
            {'platform_key':'acme','email':'ann@localhost'}              | {'email':['Enter a valid email address.']}
            {'platform_key':'acme','email':'ann'}                        | {'email':['Enter a valid email address.']}
            {'platform_key':'acme','email':'ann@a..org'}                 | {'email':['Enter a valid email address.']}
            {'platform_key':'acme','email':''}                           | {'email':['This field may not be blank.']}
            {'platform_key':'','email':'a@b.org'}                        | {'platform_key':['This field may not be blank.']}
            {'platform_key':7,'email':'a@b.org'}                         | {'platform_key':['Not a valid string.']}
            {'platform_key':'acme','email':'a@b.org','active':'yes'}     | {'active':['Must be a valid boolean.']}
            {'platform_key':'acme','email':'a@b.org','redirect_to':'x'}  | {'redirect_to':['Enter a valid URL.']}
            {'platform_key':'acme','email':'a@b.org','redirect_to':'a b'}| {'redirect_to':['Enter a valid URL.']}
            {'platform_key':'acme','email':'a@b.org','redirect_to':'ftp://a.org'}| {'redirect_to':['Enter a valid URL.']}
            {'platform_key':'acme','email':'a@b.org','expired':'soon'}   | {'expired':['Datetime has wrong format.']}
            {'platform_key':'acme','email':'a@b.org','expired':'2027-01-01'} | {'expired':['Datetime has wrong format.']}
            {'platform_key':'acme','email':'a@b.org','metadata':'x'}     | {'metadata':['Expected a dictionary of items.']}
            {'platform_key':'acme','email':'a@b.org','enrollment_config':7} | {'enrollment_config':['Expected a dictionary of items.']}
            {'platform_key':'acme','email':'a@b.org','enrollment_config':{'expired':'x'}} | {'expired':['Datetime has wrong format.']}
            {'platform_key':'acme','email':'a@b.org','user_group_owner_email':'x'} | {'user_group_owner_email':['Enter a valid email address.']}
            {'platform_key':'acme','email':'x','active':7}               | {'email':['Enter a valid email address.'],'active':['Must be a valid boolean.']}
            {'platform_key':'acme','email':'refuse-me@b.org'}            | {'email':['This address does not take invitations.']}
            [1]                                                          | {'detail':'JSON parse error - an object was expected.'}
            not json                                                     | {'detail':'JSON parse error - an object was expected.'}
            """)
    void what_breaks_the_contract_is_refused_with_all_reasons(String body, String expected) {
        HttpResponse<String> response = client.post("platform/", SandboxClient.quoted(body));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(SandboxClient.quoted(expected));
        assertThat(sandbox.record()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "o'neil+x@sub.example.co", "ann@bücher.example", "A@B.ORG"})
    void these_addresses_are_good(String email) {
        assertThat(client.invite(email).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "platform/, '{''platform_key'':''unknown-platform'',''email'':''a@b.org''}', No platform matches the given key.",
        "program/, '{''program_key'':''unknown+x'',''email'':''a@b.org''}', No program matches the given key.",
        "program/, '{''program_key'':''plain'',''email'':''a@b.org''}', No program matches the given key."
    })
    void an_unknown_key_is_not_found(String path, String body, String detail) {
        HttpResponse<String> response = client.post(path, SandboxClient.quoted(body));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(SandboxClient.json(response).path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void every_accepted_invitation_is_in_the_record() {
        client.post(
                "platform/",
                SandboxClient.quoted(
                        "{'platform_key':'acme','email':'ann@example.org','metadata':{'n':7,'o':{'p':1}}}"));
        client.invite("bob@example.org");

        assertThat(sandbox.record()).extracting(Mail::sequence).containsExactly(1L, 2L);
        Mail first = sandbox.record().get(0);
        assertThat(first.target()).isEqualTo("platform");
        assertThat(first.operation()).isEqualTo("single");
        assertThat(first.key()).isEqualTo("acme");
        assertThat(first.platform()).isEqualTo("acme");
        assertThat(first.email()).isEqualTo("ann@example.org");
        assertThat(first.username()).isNull();
        assertThat(first.metadata()).containsEntry("n", "7").containsEntry("o", "{\"p\":1}");
        assertThat(first.id()).isEqualTo(1);
        assertThat(first.repeated()).isFalse();
        assertThat(first.at()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void the_record_keeps_every_character() {
        client.post("platform/", "{\"platform_key\":\"acme\",\"username\":\"j\\\"ö\\n\\\\\uD83D\uDE00\"}");

        assertThat(sandbox.record()).extracting(Mail::username).containsExactly("j\"ö\n\\\uD83D\uDE00");
    }
}

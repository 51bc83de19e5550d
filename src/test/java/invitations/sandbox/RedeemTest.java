package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeemTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY));
    private final SandboxClient client = new SandboxClient(sandbox);

    @BeforeEach
    void make_two() {
        client.post(
                "program/blank/",
                SandboxClient.quoted("{'program_key':'acme+x','source':'admin','count':2,'platform_key':'other',"
                        + "'metadata':{'made':'1','both':'blank'}}"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> redeem(String rest) {
        return client.post(
                "program/redeem/", SandboxClient.quoted("{'program_key':'acme+x','source':'admin'," + rest + "}"));
    }

    private int count(String query) {
        return SandboxClient.json(client.get("program/?" + query)).path("count").asInt();
    }

    @Test
    void the_oldest_blank_invitation_becomes_the_persons() {
        HttpResponse<String> response = redeem("'email':'ann@example.org','metadata':{'row':'7','both':'redeem'}");

        JsonNode json = SandboxClient.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.path("id").asInt()).isEqualTo(1);
        assertThat(json.path("email").asText()).isEqualTo("ann@example.org");
        assertThat(json.path("username").isNull()).isTrue();
        assertThat(json.path("platform_key").asText()).isEqualTo("other");
        assertThat(json.path("metadata").toString())
                .isEqualTo(SandboxClient.quoted("{'made':'1','both':'redeem','row':'7'}"));
    }

    @Test
    void the_person_is_told_by_an_email() {
        redeem("'username':'ann','metadata':{'row':'7'}");

        assertThat(sandbox.record()).singleElement().satisfies(mail -> {
            assertThat(mail.target()).isEqualTo("program");
            assertThat(mail.operation()).isEqualTo("redeem");
            assertThat(mail.key()).isEqualTo("acme+x");
            assertThat(mail.platform()).isEqualTo("other");
            assertThat(mail.person()).isEqualTo("ann");
            assertThat(mail.metadata()).containsOnlyKeys("row");
            assertThat(mail.id()).isEqualTo(1);
            assertThat(mail.repeated()).isFalse();
        });
    }

    @Test
    void lists_find_it_by_what_it_is_now() {
        redeem("'email':'ann@example.org','metadata':{'row':'7','both':'redeem'}");

        assertThat(count("email=ann@example.org")).isEqualTo(1);
        assertThat(count("row=7")).isEqualTo(1);
        assertThat(count("both=redeem")).isEqualTo(1);
        assertThat(count("both=blank")).isEqualTo(1);
        assertThat(count("made=1")).isEqualTo(2);
    }

    @Test
    void a_second_redeem_for_the_same_person_takes_another_until_none_is_left() {
        assertThat(SandboxClient.json(redeem("'email':'ann@example.org'"))
                        .path("id")
                        .asInt())
                .isEqualTo(1);
        assertThat(SandboxClient.json(redeem("'email':'ann@example.org'"))
                        .path("id")
                        .asInt())
                .isEqualTo(2);

        HttpResponse<String> third = redeem("'email':'bob@example.org'");

        assertThat(third.statusCode()).isEqualTo(404);
        assertThat(third.body()).isEqualTo("{\"detail\":\"No blank invitation is left.\"}");
        assertThat(sandbox.record()).extracting(Mail::repeated).containsExactly(false, true);
    }

    @Test
    void what_is_of_another_key_or_source_is_not_taken() {
        assertThat(client.post(
                                "program/redeem/",
                                SandboxClient.quoted("{'program_key':'acme+x','source':'else','email':'a@b.org'}"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.post(
                                "program/redeem/",
                                SandboxClient.quoted("{'program_key':'acme+y','source':'admin','email':'a@b.org'}"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(count("email=a@b.org")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'program_key':'acme+x','source':'admin'}                                     | 400 | {'error':'Either email or username is required.'}
            {'program_key':'acme+x','email':'a@b.org'}                                    | 400 | {'source':['This field is required.']}
            {'source':'admin','email':'a@b.org'}                                          | 400 | {'program_key':['This field is required.']}
            {'program_key':'acme+x','source':'admin','email':'bad'}                       | 400 | {'email':['Enter a valid email address.']}
            {'program_key':'acme+x','source':'admin','email':'refuse-a@b.org'}            | 400 | {'email':['This address does not take invitations.']}
            {'program_key':'acme+x','source':'admin','email':'a@b.org','metadata':1}      | 400 | {'metadata':['Expected a dictionary of items.']}
            {'program_key':'unknown+x','source':'admin','email':'a@b.org'}                | 404 | {'detail':'No program matches the given key.'}
            [1]                                                                           | 400 | {'detail':'JSON parse error - an object was expected.'}
            """)
    void what_breaks_the_contract_takes_none(String body, int status, String expected) {
        HttpResponse<String> response = client.post("program/redeem/", SandboxClient.quoted(body));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(SandboxClient.quoted(expected));
        assertThat(sandbox.record()).isEmpty();
        redeem("'email':'ann@example.org'");
        assertThat(redeem("'email':'bob@example.org'").statusCode()).isEqualTo(200);
    }

    @Test
    void a_single_invitation_of_who_redeemed_is_a_repeat() {
        redeem("'email':'ann@example.org'");
        client.post("program/", SandboxClient.quoted("{'program_key':'acme+x','email':'ann@example.org'}"));

        assertThat(sandbox.record()).extracting(Mail::repeated).containsExactly(false, true);
    }

    @Test
    void a_fault_after_the_work_leaves_the_invitation_taken() {
        sandbox.order(Fault.at(Endpoint.PROGRAM_REDEEM).afterTheWork().with(FaultEffect.Status.of(502)));

        assertThat(redeem("'email':'ann@example.org'").statusCode()).isEqualTo(502);
        assertThat(count("email=ann@example.org")).isEqualTo(1);
    }
}

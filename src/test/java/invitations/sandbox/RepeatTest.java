package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatTest {
    private static final String FIRST = SandboxClient.quoted(
            "{'platform_key':'acme','email':'ann@example.org','metadata':{'m':'first'},'source':'a'}");
    private static final String SECOND =
            SandboxClient.quoted("{'platform_key':'acme','email':'ann@example.org','metadata':{'m':'second'}}");

    @ParameterizedTest
    @CsvSource({
        "UPDATE, 200, 2, 0, 1",
        "MAIL_AGAIN, 200, 2, 1, 0",
        "REFUSE_400, 400, 1, 1, 0",
        "REFUSE_409, 409, 1, 1, 0"
    })
    void a_second_post_for_a_person_does_what_the_variant_says(
            Variants.Repeat repeat, int status, int mails, int first, int second) {
        SandboxSettings settings = SandboxSettings.withKey(SandboxClient.KEY)
                .withVariants(Variants.standard().withRepeat(repeat));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            SandboxClient client = new SandboxClient(sandbox);
            client.post("platform/", FIRST);

            assertThat(client.post("platform/", SECOND).statusCode()).isEqualTo(status);

            assertThat(sandbox.record()).hasSize(mails);
            assertThat(SandboxClient.json(client.get("platform/?m=first"))
                            .path("count")
                            .asInt())
                    .isEqualTo(first);
            assertThat(SandboxClient.json(client.get("platform/?m=second"))
                            .path("count")
                            .asInt())
                    .isEqualTo(second);
            assertThat(SandboxClient.json(client.get("platform/?source=a"))
                            .path("count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(SandboxClient.json(client.get("platform/")).path("count").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_repeat_in_a_bulk_call_is_a_failure_where_repeats_are_refused() {
        SandboxSettings settings = SandboxSettings.withKey(SandboxClient.KEY)
                .withVariants(Variants.standard().withRepeat(Variants.Repeat.REFUSE_409));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            String item = SandboxClient.platform("ann@example.org");
            String body = "{\"platform_key\":\"acme\",\"invitation_data\":[" + item + "," + item + "]}";

            assertThat(new SandboxClient(sandbox).post("platform/bulk/", body).body())
                    .isEqualTo(SandboxClient.quoted(
                            "{'successes':1,'error_codes':['An invitation for this person exists.']}"));
        }
    }

    @Test
    void the_same_person_elsewhere_is_no_repeat() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY))) {
            SandboxClient client = new SandboxClient(sandbox);
            client.invite("ann@example.org");
            client.post("platform/", SandboxClient.platform("ann@example.org").replace("acme", "other"));
            client.post("program/", SandboxClient.quoted("{'program_key':'acme+x','email':'ann@example.org'}"));
            client.post("program/", SandboxClient.quoted("{'program_key':'acme+y','email':'ann@example.org'}"));
            client.post("program/", SandboxClient.quoted("{'program_key':'acme+y','username':'ann@example.org'}"));

            assertThat(sandbox.record())
                    .extracting(Mail::repeated)
                    .containsOnly(false)
                    .hasSize(5);
            assertThat(sandbox.record()).extracting(Mail::id).containsExactly(1L, 2L, 1L, 2L, 3L);
        }
    }

    @Test
    void an_updated_invitation_keeps_its_place_in_the_lists() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY))) {
            SandboxClient client = new SandboxClient(sandbox);
            for (String name : List.of("ann", "bob", "carl", "ann", "bob")) {
                client.invite(name + "@example.org");
            }

            assertThat(SandboxClient.json(client.get("platform/?platform_key=acme&sort=id"))
                            .path("results"))
                    .extracting(each -> each.path("email").asText())
                    .containsExactly("ann@example.org", "bob@example.org", "carl@example.org");
        }
    }
}

package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTest {
    private static final SandboxSettings SETTINGS = SandboxSettings.withKey(SandboxClient.KEY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            platform/?platform_key=acme                           | 2
            platform/?org=other                                   | 1
            platform/?email=ann@example.org                       | 1
            platform/?email=ANN@example.org                       | 0
            platform/?username=carl                               | 1
            platform/?source=admin                                | 2
            platform/?active=false                                | 1
            platform/?active=1                                    | 2
            platform/?invite_drop=d1                              | 2
            platform/?invite_drop=d1&invite_row=2                 | 1
            platform/?invite_drop=d1&email=                       | 2
            platform/?invite_drop=d1&platform_key=other           | 0
            platform/?program_key=acme%2Bx                        | 0
            platform/                                             | 3
            program/?program_key=acme%2Bx                         | 1
            program/?program_key=acme%2Bx&platform_key=acme&sort  | 1
            program/?org=acme                                     | 1
            """)
    void a_list_is_filtered_by_fields_and_by_metadata(String path, int count) {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            SandboxClient client = new SandboxClient(sandbox);
            client.post(
                    "platform/",
                    SandboxClient.quoted("{'platform_key':'acme','email':'ann@example.org','source':'admin',"
                            + "'metadata':{'invite_drop':'d1','invite_row':1,'deep':{'x':1}}}"));
            client.post(
                    "platform/",
                    SandboxClient.quoted("{'platform_key':'acme','email':'bob@example.org','source':'admin',"
                            + "'metadata':{'invite_drop':'d1','invite_row':2},'active':false}"));
            client.post("platform/", SandboxClient.quoted("{'platform_key':'other','username':'carl'}"));
            client.post("program/", SandboxClient.quoted("{'program_key':'acme+x','email':'ann@example.org'}"));

            JsonNode json = SandboxClient.json(client.get(path));

            assertThat(json.path("count").asInt()).isEqualTo(count);
            assertThat(json.path("results")).hasSize(count);
        }
    }

    @Test
    void all_pages_together_are_the_list_newest_first_unless_asked_otherwise() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            SandboxClient client = five(sandbox);
            List<Integer> ids = new ArrayList<>();
            String url = sandbox.url() + "/api/catalog/invitations/platform/?page_size=2&invite_drop=a%20b%2Bc";
            String next = url;
            while (next != null) {
                JsonNode page = SandboxClient.json(client.send("GET", next, ""));
                page.path("results").forEach(each -> ids.add(each.path("id").asInt()));
                next = page.path("next").textValue();
            }

            assertThat(ids).containsExactly(5, 4, 3, 2, 1);
            JsonNode second = SandboxClient.json(client.send("GET", url + "&page=2&sort=id", ""));
            assertThat(second.at("/results/0/id").asInt()).isEqualTo(3);
            assertThat(second.path("previous").asText()).isEqualTo(url.replace("a%20b", "a+b") + "&page=1&sort=id");
        }
    }

    @Test
    void the_other_envelope_has_page_numbers() {
        Variants variants = Variants.standard().withEnvelope(Variants.Envelope.NEXT_PAGE);
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withVariants(variants))) {
            SandboxClient client = five(sandbox);

            assertThat(client.get("platform/?page=1&page_size=2").body())
                    .startsWith("{\"count\":5,\"next_page\":2,\"previous_page\":null,\"results\":[");
            assertThat(client.get("platform/?page=3&page_size=2").body())
                    .startsWith("{\"count\":5,\"next_page\":null,\"previous_page\":2,\"results\":[");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=4&page_size=2", "page=0", "page=x", "page=-1"})
    void a_page_that_is_not_there_is_not_found(String query) {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            assertThat(five(sandbox).get("platform/?" + query).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_page_has_at_most_a_hundred_and_by_default_twenty() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            SandboxClient client = new SandboxClient(sandbox);
            for (int n = 0; n < 101; n++) {
                client.invite("person" + n + "@example.org");
            }

            assertThat(SandboxClient.json(client.get("platform/?page_size=1000"))
                            .path("results"))
                    .hasSize(100);
            assertThat(SandboxClient.json(client.get("platform/?page_size=x")).path("results"))
                    .hasSize(20);
            assertThat(SandboxClient.json(client.get("platform/")).path("results"))
                    .hasSize(20);
        }
    }

    @Test
    void an_empty_list_is_a_page() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            assertThat(new SandboxClient(sandbox).get("program/").body())
                    .isEqualTo(
                            SandboxClient.quoted(
                                    "{'count':0,'next':null,'previous':null,'next_page':null,'previous_page':null,'results':[]}"));
        }
    }

    @Test
    void addresses_are_folded_when_the_variant_says_so() {
        Variants variants = Variants.standard().withEmails(Variants.Emails.CASE_FOLDED);
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withVariants(variants))) {
            SandboxClient client = new SandboxClient(sandbox);
            client.invite("Ann@Example.org");

            assertThat(client.get("platform/?email=aNN@example.org").body()).contains("Ann@Example.org");
            client.invite("ann@example.org");
            assertThat(sandbox.record()).extracting(Mail::repeated).containsExactly(false, true);
        }
    }

    @Test
    void metadata_are_dropped_when_the_variant_says_so_but_not_from_the_record() {
        Variants variants = Variants.standard().withMetadata(Variants.Metadata.DROPPED);
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withVariants(variants))) {
            SandboxClient client = new SandboxClient(sandbox);
            client.post(
                    "platform/",
                    SandboxClient.quoted("{'platform_key':'acme','email':'ann@example.org',"
                            + "'company_name':'A','metadata':{'invite_drop':'d1'}}"));

            assertThat(client.get("platform/?invite_drop=d1").body()).contains("\"count\":0");
            assertThat(client.get("platform/?company_name=A").body()).contains("\"count\":1");
            assertThat(sandbox.record().get(0).metadata()).containsEntry("invite_drop", "d1");
        }
    }

    @Test
    void a_new_invitation_shows_only_after_the_lag() {
        Variants hours = Variants.standard().withListLag(Duration.ofHours(1));
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withVariants(hours))) {
            SandboxClient client = new SandboxClient(sandbox);
            client.invite("ann@example.org");

            assertThat(client.get("platform/?email=ann@example.org").body()).contains("\"count\":0");
            assertThat(client.get("platform/check/?email=ann@example.org").statusCode())
                    .isEqualTo(404);
        }
        Variants moment = Variants.standard().withListLag(Duration.ofMillis(50));
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withVariants(moment))) {
            SandboxClient client = new SandboxClient(sandbox);
            client.invite("ann@example.org");

            Awaitility.await().untilAsserted(() -> assertThat(
                            client.get("platform/?email=ann@example.org").body())
                    .contains("\"count\":1"));
        }
    }

    @Test
    void the_check_is_public_and_knows_active_invitations() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            new SandboxClient(sandbox).invite("ann@example.org");
            new SandboxClient(sandbox)
                    .post(
                            "platform/",
                            SandboxClient.quoted("{'platform_key':'acme','email':'bob@b.org','active':false}"));
            SandboxClient anybody = new SandboxClient(sandbox, "none");

            assertThat(anybody.get("platform/check/?email=ann@example.org").statusCode())
                    .isEqualTo(200);
            assertThat(anybody.get("platform/check/?email=bob@b.org").statusCode())
                    .isEqualTo(404);
            assertThat(anybody.get("platform/check/?email=").statusCode()).isEqualTo(400);
            assertThat(anybody.get("platform/check/").statusCode()).isEqualTo(400);
        }
    }

    private static SandboxClient five(Sandbox sandbox) {
        SandboxClient client = new SandboxClient(sandbox);
        for (int n = 1; n <= 5; n++) {
            client.post(
                    "platform/",
                    SandboxClient.quoted("{'platform_key':'acme','email':'p" + n
                            + "@example.org','metadata':{'invite_drop':'a b+c'}}"));
        }
        return client;
    }
}

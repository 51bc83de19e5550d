package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlankTest {
    private static final SandboxSettings SETTINGS = SandboxSettings.withKey(SandboxClient.KEY);

    @ParameterizedTest
    @CsvSource({"platform, platform_key, acme", "program, program_key, acme+x", "course, course_id, course-v1:acme+x+1"
    })
    void blank_invitations_are_made_for_nobody(String target, String field, String key) {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            SandboxClient client = new SandboxClient(sandbox);

            HttpResponse<String> response = client.post(
                    target + "/blank/",
                    SandboxClient.quoted(
                            "{'" + field + "':'" + key + "','source':'admin','count':3,'metadata':{'m':'x'}}"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(SandboxClient.quoted("{'successes':3,'error_codes':[]}"));
            assertThat(sandbox.record()).isEmpty();
            JsonNode page = SandboxClient.json(client.get(target + "/?m=x&source=admin&active=true&platform_key=acme"));
            assertThat(page.path("count").asInt()).isEqualTo(3);
            assertThat(page.path("results")).allSatisfy(each -> {
                assertThat(each.path(field).asText()).isEqualTo(key);
                assertThat(each.path("email").isNull()).isTrue();
                assertThat(each.path("username").isNull()).isTrue();
                assertThat(each.path("metadata").toString()).isEqualTo(SandboxClient.quoted("{'m':'x'}"));
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'source':'a','count':1}                                             | 400 | {'platform_key':['This field is required.']}
            {'platform_key':'acme','count':1}                                    | 400 | {'source':['This field is required.']}
            {'platform_key':'acme','source':'a'}                                 | 400 | {'count':['This field is required.']}
            {}                                                                   | 400 | {'platform_key':['This field is required.'],'source':['This field is required.'],'count':['This field is required.']}
            {'platform_key':'acme','source':'a','count':'many'}                  | 400 | {'count':['A valid integer is required.']}
            {'platform_key':'acme','source':'a','count':1.5}                     | 400 | {'count':['A valid integer is required.']}
            {'platform_key':'acme','source':'a','count':0}                       | 400 | {'count':['Ensure this value is greater than or equal to 1.']}
            {'platform_key':'acme','source':'a','count':501}                     | 400 | {'count':['Ensure this value is less than or equal to 500.']}
            {'platform_key':'acme','source':'a','count':99999999999}             | 400 | {'count':['Ensure this value is less than or equal to 500.']}
            {'platform_key':'acme','source':'a','count':1,'metadata':'x'}        | 400 | {'metadata':['Expected a dictionary of items.']}
            {'platform_key':'unknown-platform','source':'a','count':1}           | 404 | {'detail':'No platform matches the given key.'}
            [1]                                                                  | 400 | {'detail':'JSON parse error - an object was expected.'}
            """)
    void what_breaks_the_contract_makes_nothing(String body, int status, String expected) {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            SandboxClient client = new SandboxClient(sandbox);

            HttpResponse<String> response = client.post("platform/blank/", SandboxClient.quoted(body));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).isEqualTo(SandboxClient.quoted(expected));
            assertThat(client.get("platform/").body()).startsWith("{\"count\":0");
        }
    }

    @Test
    void the_maximum_is_a_setting() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withBlankMaximum(2))) {
            SandboxClient client = new SandboxClient(sandbox);

            assertThat(client.post("platform/blank/", blank("a", 3)).statusCode())
                    .isEqualTo(400);
            assertThat(client.post("platform/blank/", blank("a", 2)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_source_that_begins_with_half_gets_half() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            SandboxClient client = new SandboxClient(sandbox);

            assertThat(client.post("platform/blank/", blank("half-admin", 5)).body())
                    .isEqualTo(SandboxClient.quoted(
                            "{'successes':2,'error_codes':['Some invitations could not be made.']}"));
            assertThat(SandboxClient.json(client.get("platform/")).path("count").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void lists_hide_them_when_the_variant_says_so_until_somebody_has_them() {
        Variants variants = Variants.standard().withBlanks(Variants.Blanks.HIDDEN);
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withVariants(variants))) {
            SandboxClient client = new SandboxClient(sandbox);
            client.post("platform/blank/", blank("admin", 2));
            client.post("platform/", SandboxClient.quoted("{'platform_key':'acme','username':'bob'}"));

            assertThat(SandboxClient.json(client.get("platform/")).path("count").asInt())
                    .isEqualTo(1);
            client.post(
                    "platform/redeem/",
                    SandboxClient.quoted("{'platform_key':'acme','source':'admin','email':'ann@example.org'}"));
            assertThat(SandboxClient.json(client.get("platform/")).path("results"))
                    .extracting(each -> each.path("id").asInt())
                    .containsExactly(3, 1);
        }
    }

    @Test
    void nobody_is_invited_again_because_of_them() {
        Variants variants = Variants.standard().withRepeat(Variants.Repeat.REFUSE_409);
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withVariants(variants))) {
            SandboxClient client = new SandboxClient(sandbox);
            client.post("platform/blank/", blank("admin", 1));

            assertThat(client.invite("ann@example.org").statusCode()).isEqualTo(200);
            assertThat(sandbox.record()).extracting(Mail::repeated).containsExactly(false);
            assertThat(SandboxClient.json(client.get("platform/")).path("count").asInt())
                    .isEqualTo(2);
        }
    }

    private static String blank(String source, int count) {
        return SandboxClient.quoted("{'platform_key':'acme','source':'" + source + "','count':" + count + "}");
    }
}

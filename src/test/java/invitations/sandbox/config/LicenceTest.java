package invitations.sandbox.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.Sandbox;
import invitations.sandbox.http.Endpoint;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceTest {
    private static final String COURSE = "course-v1:acme+c+1";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY)
            .withLicence(COURSE, "acme", 10)
            .withLicence(COURSE, "other", 5)
            .withLicence("course-v1:acme+d+1", "acme", 1));
    private final SandboxClient client = new SandboxClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> licences(String query) {
        return client.send("GET", sandbox.url() + "/api/catalog/licenses/course/?" + query, "");
    }

    @Test
    void a_licence_has_the_shape_of_the_contract() {
        JsonNode page = SandboxClient.json(licences("platform_key=other"));

        assertThat(page.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("count", "next", "previous", "next_page", "previous_page", "results");
        JsonNode licence = page.at("/results/0");
        assertThat(licence.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "id",
                        "created",
                        "started",
                        "expired",
                        "name",
                        "count",
                        "active",
                        "metadata",
                        "source",
                        "external_id",
                        "platform_key",
                        "course_id",
                        "usage_count");
        assertThat(licence.path("count").asInt()).isEqualTo(5);
        assertThat(licence.path("course_id").asText()).isEqualTo(COURSE);
    }

    @Test
    void seats_are_used_by_who_is_invited_and_not_by_blank_invitations() {
        client.post("course/", item("ann@example.org", "acme"));
        client.post("course/", item("bob@example.org", "acme"));
        client.post("course/", item("bob@example.org", "acme"));
        client.post("course/", item("carl@example.org", "other"));
        client.post("course/blank/", SandboxClient.quoted("{'course_id':'" + COURSE + "','source':'a','count':4}"));
        assertThat(usage()).containsExactly(2, 1, 0);

        client.post(
                "course/redeem/",
                SandboxClient.quoted("{'course_id':'" + COURSE + "','source':'a','email':'dora@example.org'}"));

        assertThat(usage()).containsExactly(3, 1, 0);
    }

    private Iterable<Integer> usage() {
        return SandboxClient.json(licences("sort=id")).path("results").findValues("usage_count").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            course_id=course-v1:acme%2Bc%2B1                    | 2
            course_id=course-v1:acme%2Bc%2B1&platform_key=acme  | 1
            platform_key=acme                                   | 2
            platform_key=none                                   | 0
            platform_key=&course_id=                            | 3
            """)
    void licences_are_filtered(String query, int count) {
        JsonNode page = SandboxClient.json(licences(query));

        assertThat(page.path("count").asInt()).isEqualTo(count);
        assertThat(page.path("results")).hasSize(count);
    }

    @Test
    void all_pages_together_are_the_list_newest_first() {
        JsonNode first = SandboxClient.json(licences("page_size=2"));
        JsonNode second = SandboxClient.json(licences("page_size=2&page=2"));

        assertThat(first.path("results"))
                .extracting(each -> each.path("id").asInt())
                .containsExactly(3, 2);
        assertThat(first.path("next_page").asText()).contains("page=2");
        assertThat(first.path("previous_page").isNull()).isTrue();
        assertThat(second.path("results"))
                .extracting(each -> each.path("id").asInt())
                .containsExactly(1);
        assertThat(second.path("next_page").isNull()).isTrue();
        assertThat(second.path("previous_page").asText()).contains("page=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "page=2"})
    void a_page_that_is_not_there_is_not_found(String query) {
        assertThat(licences(query).statusCode()).isEqualTo(404);
    }

    @Test
    void a_limited_key_may_not_see_them() {
        Access access = Access.to(SandboxClient.KEY).withLimitedKey("limited", Endpoint.COURSE_LICENCES);
        try (Sandbox other =
                Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY).withAccess(access))) {
            String url = other.url() + "/api/catalog/licenses/course/";

            assertThat(new SandboxClient(other, "Api-Token limited")
                            .send("GET", url, "")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(new SandboxClient(other).send("GET", url, "").statusCode())
                    .isEqualTo(200);
        }
    }

    private static String item(String email, String platform) {
        return SandboxClient.quoted(
                "{'course_id':'" + COURSE + "','email':'" + email + "','platform_key':'" + platform + "'}");
    }
}

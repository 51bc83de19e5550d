package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.config.Catalog;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {
    private static final SandboxSettings SETTINGS = SandboxSettings.withKey(SandboxClient.KEY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'course_id':'course-v1:acme+c1+2027','email':'ann@example.org'}                        | acme
            {'course_id':'acme+c1+2027','email':'ann@example.org'}                                  | acme
            {'course_id':'course-v1:acme+c1+2027','email':'ann@example.org','platform_key':'other'} | other
            """)
    void a_course_invitation_knows_its_course_and_platform(String body, String platform) {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            HttpResponse<String> response = new SandboxClient(sandbox).post("course/", SandboxClient.quoted(body));

            JsonNode json = SandboxClient.json(response);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json.path("course_id").asText()).endsWith("acme+c1+2027");
            assertThat(json.path("platform_key").asText()).isEqualTo(platform);
            assertThat(sandbox.record()).singleElement().satisfies(mail -> {
                assertThat(mail.target()).isEqualTo("course");
                assertThat(mail.operation()).isEqualTo("single");
                assertThat(mail.key()).isEqualTo(json.path("course_id").asText());
                assertThat(mail.platform()).isEqualTo(platform);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "course-v1:unknown+c+1, 404, detail",
        "unknown+c+1, 404, detail",
        "plain, 404, detail",
        "'', 400, course_id"
    })
    void an_unknown_course_invites_nobody(String course, int status, String field) {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            HttpResponse<String> response = new SandboxClient(sandbox).post("course/", item(course, "ann@example.org"));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(SandboxClient.json(response).has(field)).isTrue();
            assertThat(sandbox.record()).isEmpty();
        }
    }

    @Test
    void a_course_that_was_told_is_of_its_platform_and_no_other_exists() {
        Catalog known = Catalog.anything().withCourse("course-v1:x+c+1", "acme").withCourse("course-v1:x+d+1", "other");
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withKnown(known))) {
            SandboxClient client = new SandboxClient(sandbox);

            assertThat(SandboxClient.json(client.post("course/", item("course-v1:x+c+1", "ann@example.org")))
                            .path("platform_key")
                            .asText())
                    .isEqualTo("acme");
            assertThat(client.post("course/", item("course-v1:x+e+1", "ann@example.org"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(client.post("course/bulk/", bulk("course-v1:x+c+1", "course-v1:x+d+1"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_bulk_call_invites_to_the_courses_of_its_items_and_lists_filter_by_course() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            SandboxClient client = new SandboxClient(sandbox);

            HttpResponse<String> response = client.post("course/bulk/", bulk("course-v1:x+c+1", "course-v1:x+d+1"));

            assertThat(response.body()).isEqualTo(SandboxClient.quoted("{'successes':2,'error_codes':[]}"));
            assertThat(sandbox.record()).extracting(Mail::platform).containsExactly("acme", "acme");
            JsonNode page = SandboxClient.json(client.get("course/?course_id=course-v1:x%2Bd%2B1"));
            assertThat(page.path("count").asInt()).isEqualTo(1);
            assertThat(page.at("/results/0/email").asText()).isEqualTo("p1@example.org");
            assertThat(SandboxClient.json(client.get("course/?org=acme"))
                            .path("count")
                            .asInt())
                    .isEqualTo(2);
            assertThat(SandboxClient.json(client.get("program/")).path("count").asInt())
                    .isZero();
        }
    }

    private static String bulk(String first, String second) {
        return "{\"platform_key\":\"acme\",\"invitation_data\":[" + item(first, "p0@example.org") + ","
                + item(second, "p1@example.org") + "]}";
    }

    private static String item(String course, String email) {
        return SandboxClient.quoted("{'course_id':'" + course + "','email':'" + email + "'}");
    }
}

package invitations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.config.Catalog;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.store.Mail;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkTest {
    private static final String MIXED = SandboxClient.quoted("{'platform_key':'acme','invitation_data':["
            + "{'program_key':'acme+x','email':'refuse-1@b.org'},{'program_key':'acme+x','email':'ann@b.org'},"
            + "{'program_key':'acme+x','email':'bad'},{'program_key':'acme+x','email':'worse'},"
            + "{'program_key':'acme+x','username':'bob'}]}");

    @Test
    void all_good_items_are_successes_without_error_codes() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY))) {
            HttpResponse<String> response = new SandboxClient(sandbox).post("platform/bulk/", items(3));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(SandboxClient.quoted("{'successes':3,'error_codes':[]}"));
            assertThat(sandbox.record())
                    .extracting(Mail::operation)
                    .containsOnly("bulk")
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            EACH        | 'Enter a valid email address.','Enter a valid email address.','This address does not take invitations.'
            DISTINCT    | 'Enter a valid email address.','This address does not take invitations.'
            ONE_FOR_ALL | 'Some invitations could not be sent.'
            CODES       | 'invalid_email','invalid_email','refused_email'
            """)
    void bad_items_are_counted_out_and_no_code_names_a_row(Variants.ErrorCodes style, String codes) {
        SandboxSettings settings = SandboxSettings.withKey(SandboxClient.KEY)
                .withVariants(Variants.standard().withErrorCodes(style));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            HttpResponse<String> response = new SandboxClient(sandbox).post("program/bulk/", MIXED);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .isEqualTo(SandboxClient.quoted("{'successes':2,'error_codes':[" + codes + "]}"));
            assertThat(sandbox.record()).extracting(Mail::person).containsExactly("ann@b.org", "bob");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'invitation_data':[{'email':'a@b.org'}]}                               | 400 | platform_key
            {'platform_key':'acme'}                                                 | 400 | invitation_data
            {'platform_key':'acme','invitation_data':[]}                            | 400 | invitation_data
            {'platform_key':'unknown-platform','invitation_data':[{}]}              | 404 | detail
            {'platform_key':'acme','invitation_data':[{'platform_key':'acme','email':'a@b.org'},{'platform_key':'other','email':'b@b.org'}]} | 400 | error
            not json                                                                | 400 | platform_key
            """)
    void a_call_that_is_wrong_as_a_whole_does_nothing(String body, int status, String field) {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(SandboxClient.KEY))) {
            HttpResponse<String> response =
                    new SandboxClient(sandbox).post("platform/bulk/", SandboxClient.quoted(body));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(SandboxClient.json(response).has(field)).isTrue();
            assertThat(sandbox.record()).isEmpty();
        }
    }

    @Test
    void a_program_of_another_platform_refuses_the_call() {
        SandboxSettings settings = SandboxSettings.withKey(SandboxClient.KEY)
                .withKnown(Catalog.anything()
                        .withPlatform("acme")
                        .withPlatform("other")
                        .withProgram("acme+x", "acme")
                        .withProgram("acme+y", "other"));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            SandboxClient client = new SandboxClient(sandbox);
            String body = "{'platform_key':'acme','invitation_data':[{'program_key':'acme+x','email':'a@b.org'},"
                    + "{'program_key':'acme+%s','email':'b@b.org'}]}";

            assertThat(client.post("program/bulk/", SandboxClient.quoted(String.format(body, "y")))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(client.post("program/bulk/", SandboxClient.quoted(String.format(body, "z")))
                            .body())
                    .contains("\"successes\":1", "No program matches the given key.");
            assertThat(client.post(
                                    "platform/",
                                    SandboxClient.platform("c@b.org").replace("acme", "else"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void too_many_items_are_too_large_and_do_nothing() {
        SandboxSettings settings = SandboxSettings.withKey(SandboxClient.KEY);
        try (Sandbox sandbox = Sandbox.start(settings);
                Sandbox small = Sandbox.start(settings.withBulkMaximum(10))) {
            assertThat(new SandboxClient(sandbox)
                            .post("platform/bulk/", items(501))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(sandbox.record()).isEmpty();
            assertThat(new SandboxClient(sandbox)
                            .post("platform/bulk/", items(500))
                            .body())
                    .contains("\"successes\":500");
            assertThat(new SandboxClient(small)
                            .post("platform/bulk/", items(11))
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    private static String items(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> SandboxClient.platform("person" + n + "@example.org"))
                .collect(Collectors.joining(",", "{\"platform_key\":\"acme\",\"invitation_data\":[", "]}"));
    }
}

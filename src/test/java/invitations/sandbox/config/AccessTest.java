package invitations.sandbox.config;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.Sandbox;
import invitations.sandbox.http.Endpoint;
import invitations.testing.SandboxClient;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final SandboxSettings SETTINGS = SandboxSettings.withKey(SandboxClient.KEY);

    @ParameterizedTest
    @ValueSource(strings = {"Api-Token wrong", "Api-Key key-of-the-tests", "key-of-the-tests", "Bearer x"})
    void a_wrong_key_or_scheme_is_not_authenticated(String authorization) {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            HttpResponse<String> response = new SandboxClient(sandbox, authorization).invite("ann@example.org");

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEqualTo("{\"detail\":\"Invalid token.\"}");
            assertThat(sandbox.record()).isEmpty();
        }
    }

    @Test
    void the_older_scheme_is_taken_when_it_is_set() {
        Access access = Access.to("k").withScheme("Api-Key");
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withAccess(access))) {
            assertThat(new SandboxClient(sandbox, "Api-Key k")
                            .invite("ann@example.org")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(new SandboxClient(sandbox, "Api-Token k")
                            .invite("ann@example.org")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_limited_key_is_refused_where_it_is_limited_only() {
        Access access = Access.to(SandboxClient.KEY).withLimitedKey("limited", Endpoint.PROGRAM_BULK);
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withAccess(access))) {
            SandboxClient client = new SandboxClient(sandbox, "Api-Token limited");

            assertThat(client.post("program/bulk/", "{}").statusCode()).isEqualTo(403);
            assertThat(client.post("platform/bulk/", "{}").statusCode()).isEqualTo(400);
            assertThat(new SandboxClient(sandbox).post("program/bulk/", "{}").statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /dm/api/catalog/invitations/platform, 301",
        "GET, /dm/api/catalog/invitations/program/bulk, 301",
        "PUT, /dm/api/catalog/invitations/platform/, 405",
        "GET, /dm/api/catalog/invitations/program/bulk/, 405",
        "DELETE, /dm/api/catalog/invitations/platform/, 200",
        "POST, /dm/api/catalog/invitations/platform/else/, 404",
        "GET, /dm/api/catalog/invitations/program/check/, 404",
        "GET, /api/catalog/invitations/platform/, 404",
        "GET, /, 404"
    })
    void other_paths_and_methods_are_answered_as_the_vendor_does(String method, String path, int status) {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            HttpResponse<String> response = new SandboxClient(sandbox).send(method, sandbox.origin() + path, "{}");

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Location"))
                    .isEqualTo(status == 301 ? Optional.of(path + "/") : Optional.empty());
            assertThat(sandbox.requests()).singleElement().satisfies(request -> {
                assertThat(request.status()).isEqualTo(status);
                assertThat(request.method()).isEqualTo(method);
                assertThat(request.path()).isEqualTo(path);
            });
        }
    }

    @Test
    void prefix_and_catalog_path_are_settings() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS.withPrefix("").withCatalogPath("/api/ibl/catalog"))) {
            assertThat(sandbox.url()).isEqualTo(sandbox.origin());
            assertThat(new SandboxClient(sandbox)
                            .send("GET", sandbox.url() + "/api/ibl/catalog/invitations/platform/", "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_body_beyond_all_bounds_is_too_large() {
        try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
            String body = "{\"x\":\"" + "x".repeat(16 << 20) + "\"}";

            assertThat(new SandboxClient(sandbox).post("platform/", body).statusCode())
                    .isEqualTo(413);
        }
    }
}

package invitations.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import invitations.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks to a sandbox over HTTP, as anybody would. */
public final class SandboxClient {
    public static final String KEY = "key-of-the-tests";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Sandbox sandbox;
    private final String authorization;

    public SandboxClient(Sandbox sandbox) {
        this(sandbox, "Api-Token " + KEY);
    }

    public SandboxClient(Sandbox sandbox, String authorization) {
        this.sandbox = sandbox;
        this.authorization = authorization;
    }

    public HttpResponse<String> post(String path, String body) {
        return send("POST", sandbox.url() + "/api/catalog/invitations/" + path, body);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", sandbox.url() + "/api/catalog/invitations/" + path, "");
    }

    /** Invites to platform acme. */
    public HttpResponse<String> invite(String email) {
        return post("platform/", platform(email));
    }

    public HttpResponse<String> send(String method, String url, String body) {
        try {
            return open(method, url, body);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + url, e);
        }
    }

    public HttpResponse<String> open(String method, String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public static String platform(String email) {
        return "{\"platform_key\":\"acme\",\"email\":\"" + email + "\"}";
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    /** JSON in single quotes, for tests that are to be read. */
    public static String quoted(String json) {
        return json.replace('\'', '"');
    }
}

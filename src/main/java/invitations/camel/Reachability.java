package invitations.camel;

import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Whether the API answers, and accepts the key: asks for the first line of a list, which changes nothing. */
public final class Reachability {
    private Reachability() {}

    /** What asking showed. */
    public enum Kind {
        REACHED,
        NOT_PERMITTED,
        NOT_REACHED
    }

    /** What asking showed, with a sentence for people. */
    public record Finding(Kind kind, String message) {}

    /** Asks once; follows no redirect. */
    public static Finding of(Settings settings) {
        String url = settings.apiBaseUrl() + settings.text(Property.API_CATALOG_PATH)
                + "/invitations/platform/?page_size=1&platform_key="
                + URLEncoder.encode(settings.text(Property.ORG), StandardCharsets.UTF_8);
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", new Credentials(settings).iblai())
                    .timeout(settings.duration(Property.REQUEST_TIMEOUT))
                    .build();
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(settings.duration(Property.CONNECT_TIMEOUT))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            return finding(
                    settings,
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return new Finding(
                    Kind.NOT_REACHED,
                    settings.apiBaseUrl() + " cannot be reached: "
                            + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding(Kind.NOT_REACHED, "interrupted while it was asked");
        }
    }

    private static Finding finding(Settings settings, int status) {
        String api = settings.apiBaseUrl();
        if (status >= 200 && status < 300) {
            return new Finding(Kind.REACHED, api + " answers, and accepts the key");
        }
        if (status == 401) {
            return new Finding(
                    Kind.NOT_PERMITTED,
                    api + " does not accept the key (401); check " + Property.API_KEY.variable() + " and "
                            + Property.API_AUTH_SCHEME.key());
        }
        if (status == 403) {
            return new Finding(
                    Kind.NOT_PERMITTED,
                    api + " accepts the key, but not for platform '" + settings.text(Property.ORG) + "' (403); check "
                            + Property.ORG.variable());
        }
        return new Finding(
                Kind.NOT_REACHED,
                api + " answers with HTTP " + status + "; check " + Property.API_BASE_URL.key() + " and "
                        + Property.API_CATALOG_PATH.key());
    }
}

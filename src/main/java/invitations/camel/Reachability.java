package invitations.camel;

import invitations.call.GitbookList;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether an API answers, and accepts the key: asks for the first line of a list, which changes nothing. */
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

    /** Asks the ibl.ai API once; follows no redirect. */
    public static Finding ofIblai(Settings settings) {
        return of(
                settings,
                settings.apiBaseUrl(),
                settings.text(Property.API_CATALOG_PATH)
                        + "/invitations/platform/?page_size=1&platform_key="
                        + URLEncoder.encode(settings.text(Property.ORG), StandardCharsets.UTF_8),
                new Credentials(settings).iblai(),
                List.of(Property.API_KEY, Property.API_AUTH_SCHEME),
                Property.ORG);
    }

    /** Asks the GitBook API once; follows no redirect. */
    public static Finding ofGitbook(Settings settings) {
        return of(
                settings,
                settings.gitbookBaseUrl(),
                "/" + GitbookList.MEMBERS.path(settings.text(Property.GITBOOK_ORG)) + "?limit=1",
                new Credentials(settings).gitbook(),
                List.of(Property.GITBOOK_TOKEN),
                Property.GITBOOK_ORG);
    }

    private static Finding of(
            Settings settings, String api, String path, String key, List<Property> keys, Property tenant) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                    .header("Authorization", key)
                    .timeout(settings.duration(Property.REQUEST_TIMEOUT))
                    .build();
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(settings.duration(Property.CONNECT_TIMEOUT))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return finding(settings, api, status, keys, tenant);
        } catch (IOException e) {
            return new Finding(
                    Kind.NOT_REACHED,
                    api + " cannot be reached: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding(Kind.NOT_REACHED, "interrupted while it was asked");
        }
    }

    private static Finding finding(Settings settings, String api, int status, List<Property> keys, Property tenant) {
        if (status >= 200 && status < 300) {
            return new Finding(Kind.REACHED, api + " answers, and accepts the key");
        }
        if (status == 401) {
            // One of them is the variable that people have, any other a key of the file.
            String where = keys.get(0).variable()
                    + (keys.size() > 1 ? " and " + keys.get(1).key() : "");
            return new Finding(Kind.NOT_PERMITTED, api + " does not accept the key (401); check " + where);
        }
        if (status == 403 || (status == 404 && tenant == Property.GITBOOK_ORG)) {
            return new Finding(
                    Kind.NOT_PERMITTED,
                    api + " accepts the key, but not for " + what(tenant) + " '" + settings.text(tenant) + "' ("
                            + status + "); check " + tenant.variable());
        }
        return new Finding(
                Kind.NOT_REACHED,
                api + " answers with HTTP " + status + "; check "
                        + (tenant == Property.GITBOOK_ORG
                                ? Property.GITBOOK_BASE_URL.key()
                                : Property.API_BASE_URL.key() + " and " + Property.API_CATALOG_PATH.key()));
    }

    private static String what(Property tenant) {
        return tenant == Property.GITBOOK_ORG ? "organization" : "platform";
    }
}

package invitations.camel;

import invitations.settings.Property;
import invitations.settings.Settings;
import java.util.Map;
import org.apache.camel.Headers;

/** The bean {@code credentials}: the key stays here, so that no route, property or log ever shows it. */
public final class ApiCredentials {
    private final String iblai;
    private final String gitbook;

    public ApiCredentials(Settings settings) {
        gitbook = "Bearer " + settings.text(Property.GITBOOK_TOKEN);
        iblai = settings.text(Property.API_AUTH_SCHEME) + " " + settings.text(Property.API_KEY);
    }

    /** Sets Authorization for the ibl.ai API. */
    public void authorizeIblai(@Headers Map<String, Object> headers) {
        headers.put("Authorization", iblai);
    }

    /** Sets Authorization for the GitBook API. */
    public void authorizeGitbook(@Headers Map<String, Object> headers) {
        headers.put("Authorization", gitbook);
    }
}

package invitations.camel;

import invitations.call.GitbookList;
import invitations.call.IblaiList;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Headers;

/** The bean {@code credentials}: the key stays here, so that no route, property or log ever shows it. */
public final class Credentials {
    private final String iblai;
    private final String gitbook;

    public Credentials(Settings settings) {
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

    /** Whether there is a key for the API of that name. */
    static boolean isSet(Settings settings, String api) {
        return property(api).map(settings::optional).filter(Optional::isEmpty).isEmpty();
    }

    /** What is missing where there is none, and what to do. */
    static String missing(String api) {
        return "there is no key for it: set "
                + property(api).map(Property::variable).orElse("the key of " + api);
    }

    /** The property that has the key of that API; empty for one whose route has a key of its own, or needs none. */
    private static Optional<Property> property(String api) {
        return switch (api) {
            case IblaiList.API -> Optional.of(Property.API_KEY);
            case GitbookList.API -> Optional.of(Property.GITBOOK_TOKEN);
            default -> Optional.empty();
        };
    }
}

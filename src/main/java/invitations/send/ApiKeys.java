package invitations.send;

import invitations.api.gitbook.GitbookList;
import invitations.api.iblai.IblaiList;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.util.Optional;

/** The properties that have the keys of the APIs. Which key it is, nothing here tells. */
public final class ApiKeys {
    private ApiKeys() {}

    /**
     * {@return whether there is a key for the API of that name, or it needs none}
     *
     * @param api {@link IblaiList#API}, {@link GitbookList#API}, or the name of one whose route has a key of its own
     */
    public static boolean isSet(Settings settings, String api) {
        return property(api).map(settings::optional).filter(Optional::isEmpty).isEmpty();
    }

    /** {@return the sentence that says what is missing when there is none, and what to do} */
    public static String missing(String api) {
        return "there is no key for it: set "
                + property(api).map(Property::variable).orElse("the key of " + api);
    }

    private static Optional<Property> property(String api) {
        return switch (api) {
            case IblaiList.API -> Optional.of(Property.API_KEY);
            case GitbookList.API -> Optional.of(Property.GITBOOK_TOKEN);
            default -> Optional.empty();
        };
    }
}

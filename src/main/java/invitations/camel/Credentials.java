package invitations.camel;

import invitations.settings.Property;
import invitations.settings.Settings;

/** The bean {@code credentials}: the key stays here, so that no route, property or log ever shows it. */
public final class Credentials {
    private final String iblai;

    public Credentials(Settings settings) {
        iblai = settings.text(Property.API_AUTH_SCHEME) + " " + settings.text(Property.API_KEY);
    }

    /** The value of Authorization for the ibl.ai API. */
    public String iblai() {
        return iblai;
    }
}

package invitations.settings;

import java.util.Locale;

/** The keys of Camel that nobody may set: they would let it repeat a POST by itself, or follow a redirect. */
final class FixedKey {
    private FixedKey() {}

    static boolean is(String key) {
        return key.replace("-", "")
                .toLowerCase(Locale.ROOT)
                .matches("camel\\.component\\.https?\\."
                        + "(automaticretriesdisabled|redirecthandlingdisabled|followredirects|httpclientconfigurer)");
    }
}

package invitations.settings;

import java.util.Locale;

/**
 * Properties of Camel that nobody may set: with another value it would repeat a POST by itself, or follow a redirect. A
 * name counts in whatever spelling Camel understands, also as a variable of the environment.
 */
public final class FixedProperties {
    private static final String NAMES = "camelcomponenthttps?"
            + "(automaticretriesdisabled|redirecthandlingdisabled|followredirects|httpclientconfigurer)";

    private FixedProperties() {}

    /** {@return whether a property or variable of that name is fixed} */
    public static boolean has(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT).matches(NAMES);
    }

    /**
     * {@return what is wrong with setting it, as a sentence without its end}
     *
     * @param where where it is set
     */
    public static String problem(String where, String name) {
        return where + ": '" + name + "' is fixed: with another value somebody could be invited twice";
    }
}

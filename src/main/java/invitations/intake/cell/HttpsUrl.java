package invitations.intake.cell;

import invitations.csv.TextRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Web addresses (RFC 3986) that a person may be sent to. */
public final class HttpsUrl {
    private static final int HIGHEST_PORT = 65_535;

    private HttpsUrl() {}

    /** The address, or null when it is not one that is absolute, https, without user-info, and with a host in ASCII. */
    static @Nullable String read(String text) {
        if (TextRules.firstInvisible(text) >= 0) {
            return null;
        }
        try {
            URI uri = new URI(text);
            boolean acceptable = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getPort() <= HIGHEST_PORT;
            return acceptable ? text : null;
        } catch (URISyntaxException notOne) {
            return null;
        }
    }

    /** The host of an address that was read, in lower case, without a dot at its end. */
    public static String host(String address) {
        String host = URI.create(address).getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** {@return what was expected instead} */
    static String expected(String text) {
        if (text.regionMatches(true, 0, "http:", 0, "http:".length())) {
            return "https instead of http";
        }
        if (text.indexOf('@') >= 0) {
            return "an https address without a name or password before the host";
        }
        if (text.chars().anyMatch(c -> c > 0x7f)) {
            return "an https address with its host in ASCII (xn--…)";
        }
        return "an https address with a host, such as https://example.org/welcome";
    }
}

package invitations.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP proxy by which requests go (RFC 9110, section 7.3.2). Its text has no password. Immutable.
 *
 * @param host its name or address
 * @param port its port
 * @param username whom it is to know; empty where it wants nobody
 * @param password theirs
 * @param origin what says so, for people: {@code environment HTTPS_PROXY}, or a property
 */
public record Proxy(String host, int port, String username, String password, String origin) {
    static final String EXPECTED = "the URL of an HTTP proxy, such as http://proxy.example.org:3128";

    /** As curl has it. */
    private static final int USUAL_PORT = 1080;

    /** Reads the URL of one, with or without {@code http://}; empty when it is none. */
    static Optional<Proxy> of(String url, String origin) {
        try {
            URI uri = new URI(url.contains("://") ? url : "http://" + url);
            String host = uri.getHost();
            String path = String.valueOf(uri.getRawPath());
            if (host == null
                    || !"http".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    || uri.getPort() == 0
                    || uri.getPort() > 65_535
                    || !(path.isEmpty() || path.equals("/"))
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            String[] user = String.valueOf(uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo())
                    .split(":", 2);
            return Optional.of(new Proxy(
                    host,
                    uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                    decoded(user[0]),
                    user.length > 1 ? decoded(user[1]) : "",
                    origin));
        } catch (URISyntaxException | IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The same for another user. */
    Proxy as(String name, String theirPassword) {
        return new Proxy(host, port, name, theirPassword, origin);
    }

    /** Host and port. */
    public String address() {
        return host + ":" + port;
    }

    /** {@return where it is, and what says so} */
    @Override
    public String toString() {
        return address() + (username.isEmpty() ? "" : " as user '" + username + "'") + " (" + origin + ")";
    }
}

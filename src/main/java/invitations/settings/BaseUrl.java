package invitations.settings;

import java.net.URI;
import java.util.Locale;

/** The addresses of APIs. */
final class BaseUrl {
    private BaseUrl() {}

    /** The address in its normal form: lower-case scheme and host, no default port, no slash at its end. */
    static String normal(String url) {
        URI uri = URI.create(url);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean defaultPort = uri.getPort() == ("https".equals(scheme) ? 443 : 80);
        String port = uri.getPort() < 0 || defaultPort ? "" : ":" + uri.getPort();
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return scheme + "://" + host + port + uri.getRawPath().replaceAll("/+$", "");
    }
}

package invitations.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By which proxy requests go, if by any: the one of the properties, else that of the variables {@code HTTPS_PROXY} and
 * {@code HTTP_PROXY}, but for hosts that are excepted. Requests to this machine go directly, unless the properties say
 * otherwise. Immutable.
 */
public final class ProxySettings {
    /** Requests go directly. */
    static final ProxySettings NONE = new ProxySettings(Map.of(), List.of(), false);

    private final Map<String, Proxy> byScheme;
    private final List<String> except;
    private final boolean isForLoopback;

    private ProxySettings(Map<String, Proxy> byScheme, List<String> except, boolean isForLoopback) {
        this.byScheme = byScheme;
        this.except = except;
        this.isForLoopback = isForLoopback;
    }

    /**
     * Reads the proxies.
     *
     * @param problems takes what is wrong with variables, without their values, which may have a password
     */
    static ProxySettings of(Settings settings, Map<String, String> environment, List<String> problems) {
        Map<String, Proxy> byScheme;
        if (settings.value(Property.PROXY_URL).isDefault()) {
            byScheme = Map.copyOf(Stream.of("https", "http")
                    .flatMap(scheme -> ofVariable(scheme, settings, environment, problems).stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        } else {
            Optional<Proxy> proxy = settings.optional(Property.PROXY_URL)
                    .flatMap(url -> Proxy.of(url, Property.PROXY_URL.key()))
                    .map(each -> named(each, settings));
            byScheme = proxy.map(each -> Map.of("https", each, "http", each)).orElse(Map.of());
        }
        boolean isExceptGiven = !settings.value(Property.PROXY_EXCEPT).isDefault();
        String except = isExceptGiven
                ? settings.text(Property.PROXY_EXCEPT)
                : String.valueOf(environment.getOrDefault(variable("no_proxy", environment), ""));
        return new ProxySettings(
                byScheme,
                Arrays.stream(except.split("[,\\s]+", -1))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .toList(),
                Boolean.parseBoolean(settings.text(Property.PROXY_LOOPBACK)));
    }

    private static Optional<Map.Entry<String, Proxy>> ofVariable(
            String scheme, Settings settings, Map<String, String> environment, List<String> problems) {
        String variable = variable(scheme + "_proxy", environment);
        String url = environment.getOrDefault(variable, "").strip();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String origin = "environment " + variable;
        Optional<Proxy> proxy = Proxy.of(url, origin);
        if (proxy.isEmpty()) {
            problems.add(origin + ": its value – expected " + Proxy.EXPECTED + "; or set " + Property.PROXY_URL.key()
                    + ", empty for no proxy");
        }
        return proxy.map(found -> Map.entry(scheme, named(found, settings)));
    }

    /** Of both ways to write it the one in small letters, as other programs have it. */
    private static String variable(String name, Map<String, String> environment) {
        return environment.containsKey(name) ? name : name.toUpperCase(Locale.ROOT);
    }

    private static Proxy named(Proxy proxy, Settings settings) {
        return settings.optional(Property.PROXY_USERNAME)
                .map(name -> proxy.as(name, settings.text(Property.PROXY_PASSWORD)))
                .orElse(proxy);
    }

    /** Has the passwords taken out of all texts, as they are and as they are sent. */
    void hidePasswords() {
        for (Proxy proxy : byScheme.values()) {
            if (!proxy.password().isEmpty()) {
                SecretMask.learn(proxy.password());
            }
        }
    }

    /**
     * The proxy by which requests go to a host; empty when they go directly.
     *
     * @param scheme {@code https} or {@code http}
     * @param host its name or address, an IPv6 address in brackets or not
     * @param port its port; negative for the usual one
     */
    public Optional<Proxy> of(String scheme, String host, int port) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
        int usual = "https".equalsIgnoreCase(scheme) ? 443 : 80;
        @Nullable Proxy proxy = byScheme.get(scheme.toLowerCase(Locale.ROOT));
        return proxy == null || isExcepted(name, port < 0 ? usual : port) || (isLoopback(name) && !isForLoopback)
                ? Optional.empty()
                : Optional.of(proxy);
    }

    /** The proxy that is there; empty where something else is. */
    public Optional<Proxy> at(String host, int port) {
        return Stream.of("https", "http")
                .flatMap(scheme -> Optional.ofNullable(byScheme.get(scheme)).stream())
                .filter(proxy -> proxy.host().equalsIgnoreCase(host) && proxy.port() == port)
                .findFirst();
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private boolean isExcepted(String host, int port) {
        return except.stream().anyMatch(entry -> matches(entry, host, port));
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash > 0) {
            return isInNetwork(entry.substring(0, slash), entry.substring(slash + 1), host);
        }
        String name = entry;
        if (entry.matches("\\[[^]]*](:[0-9]+)?") || entry.matches("[^:]*:[0-9]+")) {
            int colon = entry.lastIndexOf(':');
            if (colon > entry.indexOf(']') && !entry.substring(colon + 1).equals(String.valueOf(port))) {
                return false;
            }
            name = colon > entry.indexOf(']') ? entry.substring(0, colon) : entry;
        }
        name = name.replaceAll("^(\\[|\\*?\\.)|]$|\\.$", "");
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    /** Only of addresses of IPv4: a name is not looked up for it. */
    private static boolean isInNetwork(String network, String bits, String host) {
        Optional<Long> of = address(network);
        Optional<Long> address = address(host);
        if (of.isEmpty() || address.isEmpty() || !bits.matches("[0-9]{1,2}") || Integer.parseInt(bits) > 32) {
            return false;
        }
        int shift = 32 - Integer.parseInt(bits);
        return of.get() >> shift == address.get() >> shift;
    }

    private static Optional<Long> address(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return Optional.empty();
        }
        long address = 0;
        for (String part : text.split("\\.", -1)) {
            address = address << 8 | Long.parseLong(part);
        }
        return Optional.of(address);
    }
}

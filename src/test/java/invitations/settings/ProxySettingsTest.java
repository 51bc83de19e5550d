package invitations.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
    private static final String PROXY = "http://proxy.example.org:3128";

    private static ProxySettings proxies(Map<String, String> properties, Map<String, String> environment) {
        return Settings.load(properties, environment).proxies();
    }

    private static boolean isProxied(String except, String host, int port) {
        return proxies(Map.of(), Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", except))
                .of("https", host, port)
                .isPresent();
    }

    @Test
    void without_any_word_requests_go_directly() {
        assertThat(proxies(Map.of(), Map.of()).of("https", "api.example.org", -1))
                .isEmpty();
    }

    @Test
    void each_scheme_has_its_variable_and_small_letters_win() {
        ProxySettings proxies = proxies(
                Map.of(), Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", "http://b:2", "HTTP_PROXY", "c:3"));

        assertThat(proxies.of("https", "api.example.org", 443))
                .map(Proxy::address)
                .contains("b:2");
        assertThat(proxies.of("http", "api.example.org", 80))
                .map(Proxy::address)
                .contains("c:3");
        assertThat(proxies(Map.of(), Map.of("HTTPS_PROXY", PROXY, "https_proxy", ""))
                        .of("https", "api.example.org", 443))
                .isEmpty();
    }

    @Test
    void a_property_that_is_empty_means_no_proxy() {
        assertThat(proxies(Map.of("invitations.proxy.url", ""), Map.of("HTTPS_PROXY", PROXY))
                        .of("https", "api.example.org", 443))
                .isEmpty();
    }

    @Test
    void the_user_may_stand_in_the_variable_or_in_properties() {
        Map<String, String> properties = new HashMap<>();
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://ann%40north:a+b%25c@proxy:3128");
        Proxy own = proxies(properties, environment).of("https", "x.org", 443).orElseThrow();
        properties.put("invitations.proxy.username", "bob");
        properties.put("invitations.proxy.password", "his-word");
        Proxy other = proxies(properties, environment).of("https", "x.org", 443).orElseThrow();

        assertThat(own.username() + " " + own.password()).isEqualTo("ann@north a+b%c");
        assertThat(other.username() + " " + other.password()).isEqualTo("bob his-word");
        assertThat(own.toString()).isEqualTo("proxy:3128 as user 'ann@north' (environment HTTPS_PROXY)");
        assertThat(SecretMask.mask("x his-word y")).isEqualTo("x ******** y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://u:secret-word@proxy:1080",
                "https://proxy:443",
                "http://",
                "http://a b",
                "http://proxy/x?y",
                "http://proxy:0",
                "http://proxy:70000",
                "http://u:%zz@proxy:1"
            })
    void what_is_no_http_proxy_is_a_mistake_whose_value_is_not_shown(String url) {
        assertThatThrownBy(() -> proxies(Map.of(), Map.of("https_proxy", url)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("environment https_proxy: its value – expected the URL of an HTTP proxy")
                .hasMessageNotContaining("secret-word");
    }

    @Test
    void the_property_has_no_password_in_it() {
        assertThatThrownBy(() -> proxies(Map.of("invitations.proxy.url", "http://u:secret-word@proxy:1"), Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("without user and password")
                .hasMessageNotContaining("secret-word");
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, false",
        "example.org, api.example.org, false",
        ".example.org, api.example.org, false",
        "*.example.org, api.example.org, false",
        "EXAMPLE.org, Api.Example.ORG., false",
        "example.org, badexample.org, true",
        "example.org:8443, example.org, true",
        "example.org:443, example.org, false",
        "'a.org, b.org c.org', c.org, false",
        "*, anything.org, false",
        "10.0.0.0/8, 10.1.2.3, false",
        "10.0.0.0/8, 11.1.2.3, true",
        "10.0.0.0/33, 10.1.2.3, true",
        "10.0.0.0/8, ten.org, true",
        "192.168.1.7, 192.168.1.7, false",
        "::5, [::5], false",
        "[::5]:443, [::5], false",
        "[::5]:80, [::5], true",
        "'', example.org, true",
        "., example.org, true"
    })
    void hosts_are_excepted_as_other_programs_do(String except, String host, boolean isProxied) {
        assertThat(isProxied(except, host, -1)).isEqualTo(isProxied);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]", "::1", "api.localhost"})
    void this_machine_is_excepted_unless_a_property_says_otherwise(String host) {
        assertThat(isProxied("", host, -1)).isFalse();
        assertThat(proxies(Map.of("invitations.proxy.loopback", "true"), Map.of("HTTPS_PROXY", PROXY))
                        .of("https", host, -1))
                .isPresent();
    }

    @Test
    void a_property_names_the_exceptions_instead_of_the_variable() {
        ProxySettings proxies =
                proxies(Map.of("invitations.proxy.except", "a.org"), Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", "b.org"));

        assertThat(proxies.of("https", "a.org", -1)).isEmpty();
        assertThat(proxies.of("https", "b.org", -1)).isPresent();
    }
}

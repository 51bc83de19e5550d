package invitations.camel;

import invitations.settings.FixedProperties;
import invitations.settings.InvalidSettingsException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;

/**
 * Camel-http's own retries and redirects, which must be off: it would repeat a POST by itself on 503 and 429, and somebody
 * would be invited twice. Settings that touch them are refused, and after the start each component is looked at, since
 * Camel reads settings from more places than can be listed. Safe for any number of threads.
 */
final class AutomaticRetries {
    private AutomaticRetries() {}

    /**
     * Refuses what Camel would read beside the settings.
     *
     * @param system the system properties, as {@code -D} sets them
     * @param environment the variables of the process
     * @throws InvalidSettingsException naming each of them that is fixed
     */
    static void refuseSettings(Properties system, Map<String, String> environment) {
        List<String> problems = Stream.concat(
                        fixed(system.stringPropertyNames().stream(), "system properties (-D)"),
                        fixed(environment.keySet().stream(), "environment"))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private static Stream<String> fixed(Stream<String> names, String origin) {
        return names.filter(FixedProperties::has).sorted().map(name -> FixedProperties.problem(origin, name));
    }

    /**
     * Looks at the components that calls are made by, as they are after the start.
     *
     * @throws InvalidSettingsException when one of them would repeat a request, or follow a redirect
     */
    static void check(CamelContext context) {
        context.getComponent("http");
        context.getComponent("https");
        List<String> problems = context.getComponentNames().stream()
                .sorted()
                .filter(name -> context.hasComponent(name) instanceof HttpComponent http && !isSafe(http))
                .map(name -> "Camel's component " + name
                        + " would repeat requests or follow redirects by itself, and somebody"
                        + " could be invited twice. Nothing was sent. Take out the camel.* settings that say so, in"
                        + " application.properties, the environment, INVITATIONS_JAVA_OPTS and the routes.")
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private static boolean isSafe(HttpComponent http) {
        return http.isAutomaticRetriesDisabled()
                && http.isRedirectHandlingDisabled()
                && !http.isFollowRedirects()
                && http.getHttpClientConfigurer() instanceof HttpClientLimits;
    }
}

package invitations.camel;

import invitations.home.HomeFolder;
import invitations.operate.DailySchedule;
import invitations.remote.HostKeys;
import invitations.send.RateLimit;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.util.Map;
import java.util.TreeMap;

/** The properties that the routes and Camel itself see. No secret is among them. */
final class RouteProperties {
    /** How long Camel waits for exchanges to end, beyond the time of a request. */
    private static final long STOP_SECONDS = 10;

    private RouteProperties() {}

    /** {@return what the routes see of a home as well} */
    static Map<String, String> of(Settings settings, HomeFolder home) {
        Map<String, String> properties = of(settings);
        properties.put("invitations.drop", home.drop().toString());
        properties.put("invitations.hold", home.hold().toString());
        properties.put(
                "invitations.follow-up.first",
                DailySchedule.of(settings.text(Property.FOLLOW_UP_TIME), home.clock())
                        .first());
        properties.put(
                "invitations.retention.first",
                DailySchedule.of(settings.text(Property.RETENTION_TIME), home.clock())
                        .first());
        properties.put("camel.main.routes-include-pattern", "file:" + settings.text(Property.ROUTES) + "/*.camel.yaml");
        properties.put(Property.SFTP_KNOWN_HOSTS.key(), HostKeys.file(settings).toString());
        return properties;
    }

    /** {@return what they see without one} */
    static Map<String, String> of(Settings settings) {
        Map<String, String> properties = new TreeMap<>();
        for (Property property : Property.values()) {
            if (!property.isSecret()) {
                properties.put(property.key(), settings.text(property));
            }
        }
        properties.put("invitations.api.url", settings.apiBaseUrl() + settings.text(Property.API_CATALOG_PATH));
        properties.put("invitations.gitbook.url", settings.gitbookBaseUrl());
        properties.put("invitations.drop.poll-millis", millis(settings, Property.DROP_POLL));
        properties.put("invitations.connect.timeout-millis", millis(settings, Property.CONNECT_TIMEOUT));
        properties.put("invitations.request.timeout-millis", millis(settings, Property.REQUEST_TIMEOUT));
        // By then each request has come to its end.
        long stopSeconds = settings.duration(Property.REQUEST_TIMEOUT).toSeconds() + STOP_SECONDS;
        properties.put("camel.main.shutdown-timeout", String.valueOf(stopSeconds));
        properties.put("invitations.sftp.delete", isDelete(settings, Property.SFTP_AFTER));
        properties.put("invitations.sftp.poll-millis", millis(settings, Property.SFTP_POLL));
        properties.put("invitations.ftps.delete", isDelete(settings, Property.FTPS_AFTER));
        properties.put("invitations.ftps.poll-millis", millis(settings, Property.FTPS_POLL));
        RateLimit pace = RateLimit.of(settings.text(Property.SEND_RATE));
        properties.put("invitations.send.calls-a-period", String.valueOf(pace.calls()));
        properties.put("invitations.send.period-millis", String.valueOf(pace.periodMillis()));
        return properties;
    }

    private static String isDelete(Settings settings, Property after) {
        return String.valueOf(settings.text(after).equals("delete"));
    }

    private static String millis(Settings settings, Property property) {
        return String.valueOf(settings.duration(property).toMillis());
    }
}

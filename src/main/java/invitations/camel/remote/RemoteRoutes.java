package invitations.camel.remote;

import invitations.home.HomeFolder;
import invitations.home.UnusableHomeException;
import invitations.ledger.Ledger;
import invitations.report.Reports;
import invitations.settings.InvalidSettingsException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/**
 * The routes to other people's servers, whose names begin with {@code collect-from-} or {@code deliver-to-}. Where nothing
 * is watched, and for a server that is not set, they are not even read, so that nobody else pays for them.
 */
public final class RemoteRoutes {
    private static final String SUFFIX = ".camel.yaml";

    /** What must be set for the routes that are ours. */
    private static final Map<String, List<Property>> NEEDED = Map.of(
            "collect-from-sftp", List.of(Property.SFTP_HOST),
            "deliver-to-sftp", List.of(Property.SFTP_HOST, Property.SFTP_OUTGOING),
            "collect-from-ftps", List.of(Property.FTPS_HOST),
            "deliver-to-ftps", List.of(Property.FTPS_HOST, Property.FTPS_OUTGOING));

    private final Settings settings;
    private final List<String> all;
    private final List<String> used;

    /** @param isWatched whether files are collected from servers and reports delivered to them at all */
    public RemoteRoutes(Settings settings, boolean isWatched) {
        this.settings = settings;
        this.all = routes(Path.of(settings.text(Property.ROUTES)));
        this.used = isWatched ? all.stream().filter(this::isSet).toList() : List.of();
    }

    /** The route files that are not to be read, as Camel wants it said. */
    private String left() {
        List<String> left = all.stream()
                .filter(route -> !used.contains(route))
                .map(route -> "**/" + route + SUFFIX)
                .toList();
        return left.isEmpty() ? "false" : String.join(",", left);
    }

    /** What the routes are made of. Passwords are beans, since addresses are shown. */
    public void bindTo(Main main, HomeFolder home, Ledger ledger, Reports reports) {
        main.addInitialProperty("camel.main.routes-exclude-pattern", left());
        if (used.isEmpty()) {
            return;
        }
        RemoteAlarms alarms = new RemoteAlarms(ledger.pauses());
        RemoteEndpointRules rules = new RemoteEndpointRules(settings, alarms, ledger.ticker());
        main.bind("sftp", new StrictSftpComponent(rules));
        main.bind("ftps", new StrictFtpsComponent(rules));
        main.bind("sftp-password", settings.text(Property.SFTP_PASSWORD));
        main.bind("sftp-key-passphrase", settings.text(Property.SFTP_KEY_PASSPHRASE));
        main.bind("ftps-password", settings.text(Property.FTPS_PASSWORD));
        try {
            main.bind("fetchRemoteFile", new RemoteFileFetch(home));
        } catch (IOException e) {
            throw new UnusableHomeException(home.root(), e);
        }
        main.bind("deliverReports", new ReportDelivery(ledger, reports, alarms));
        used.stream().filter(route -> route.startsWith("deliver-to-")).forEach(ledger.deliveries()::begin);
    }

    private boolean isSet(String route) {
        return NEEDED.getOrDefault(route, List.of()).stream()
                .allMatch(property -> settings.optional(property).isPresent());
    }

    private static List<String> routes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(collect-from|deliver-to)-.+\\.camel\\.yaml"))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InvalidSettingsException(
                    List.of("The routes in " + folder + " cannot be read: set " + Property.ROUTES.key()
                            + " to the folder with the files *.camel.yaml of this program, or leave it out."));
        }
    }
}

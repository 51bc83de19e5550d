package invitations.cli.ask;

import invitations.base.DisplayText;
import invitations.camel.ApiProbe;
import invitations.camel.ApiRuntime;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.cli.work.MetadataColumns;
import invitations.home.HomeFolder;
import invitations.intake.unpack.Unpacker;
import invitations.ledger.LedgerAccess;
import invitations.ledger.backup.LedgerHealth;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.LedgerRefusedException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether everything is as it must be. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the configuration with its origin, and checks folders, ledger, and the way to the API.")
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--scan-host-key", description = "Only shows the key of the SFTP server, to be compared and kept.")
    private boolean scanHostKey;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        PrintWriter out = spec.commandLine().getOut();
        if (scanHostKey) {
            return ServerDoctor.scan(out, settings).number();
        }
        for (Property property : Property.values()) {
            Settings.Value value = settings.value(property);
            String shown = property.isSecret() && !value.text().isEmpty() ? "********" : value.text();
            out.printf("%-34s %s  (%s)%n", property.key(), shown, value.origin());
        }
        out.println();
        Set<ExitCode> codes =
                EnumSet.of(checkHome(out, settings), checkLedger(out, settings), checkApis(out, settings));
        codes.addAll(ServerDoctor.check(out, settings, Clock.systemUTC()));
        codes.add(checkPgpKey(out, settings));
        return (codes.contains(ExitCode.CONFIGURATION) ? ExitCode.CONFIGURATION : ExitCode.worst(codes)).number();
    }

    private static ExitCode checkHome(PrintWriter out, Settings settings) throws IOException {
        Path home = settings.home();
        Path place = home;
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        List<String> problems = Files.isDirectory(place) && Files.isWritable(place)
                ? HomeFolder.problems(settings)
                : List.of("cannot be written; give it to this user, or set --home");
        if (problems.isEmpty()) {
            out.println("home      " + home + ": ok");
        }
        problems.forEach(problem -> out.println("home      " + home + ": " + problem));
        return problems.isEmpty() ? ExitCode.OK : ExitCode.CONFIGURATION;
    }

    private static ExitCode checkLedger(PrintWriter out, Settings settings) {
        try {
            Optional<String> older = LedgerHealth.older(settings.home());
            if (older.isPresent()) {
                out.println("ledger    " + older.get());
                return ExitCode.CONFIGURATION;
            }
            out.println(LedgerAccess.openToRead(settings.home(), settings.apiIdentity())
                    .map(ledger -> {
                        try (ledger) {
                            List<Drop> drops = ledger.drops().all();
                            return String.join(
                                    System.lineSeparator(),
                                    Stream.concat(
                                                    Stream.of("ledger    ok, " + drops.size() + " drops"),
                                                    MetadataColumns.lines(ledger, drops).stream())
                                            .toList());
                        }
                    })
                    .orElse("ledger    none yet; it is made at the first start"));
            return ExitCode.OK;
        } catch (LedgerRefusedException e) {
            out.println("ledger    " + e.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }

    private static ExitCode checkPgpKey(PrintWriter out, Settings settings) {
        Optional<Path> key = settings.optional(Property.PGP_KEY_FILE).map(Path::of);
        if (key.isEmpty()) {
            return ExitCode.OK;
        }
        Optional<String> problem = Unpacker.problemWithKey(key.get(), settings.text(Property.PGP_PASSPHRASE));
        out.println("OpenPGP   " + key.get() + ": " + problem.orElse("ok"));
        return problem.isEmpty() ? ExitCode.OK : ExitCode.CONFIGURATION;
    }

    /** Asks each API for which there is a key; there must be one. */
    private static ExitCode checkApis(PrintWriter out, Settings settings) {
        boolean hasIblai = settings.optional(Property.API_KEY).isPresent();
        boolean hasGitbook = settings.optional(Property.GITBOOK_TOKEN).isPresent();
        Set<ExitCode> codes = EnumSet.of(hasIblai || hasGitbook ? ExitCode.OK : ExitCode.CONFIGURATION);
        if (!hasIblai) {
            out.println("API       not asked: there is no key; set " + Property.API_KEY.variable());
        }
        Path routes = Path.of(settings.text(Property.ROUTES));
        if (!Files.isRegularFile(routes.resolve("ask-iblai.camel.yaml"))) {
            out.println("routes    " + routes + ": there are none; check " + Property.ROUTES.key());
            return ExitCode.CONFIGURATION;
        }
        try (ApiRuntime session = ApiRuntime.start(settings, null)) {
            codes.addAll(checkApis(out, settings, new ApiProbe(settings, session)));
        }
        return codes.contains(ExitCode.CONFIGURATION) ? ExitCode.CONFIGURATION : ExitCode.worst(codes);
    }

    private static Set<ExitCode> checkApis(PrintWriter out, Settings settings, ApiProbe reachability) {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        if (settings.optional(Property.API_KEY).isPresent()) {
            out.println("way       " + way(settings, settings.apiBaseUrl()));
            codes.add(print(out, "API       ", reachability.ofIblai()));
            reachability.missingOrg().ifPresent(missing -> {
                out.println("API       " + missing);
                codes.add(ExitCode.CONFIGURATION);
            });
        }
        if (settings.optional(Property.GITBOOK_TOKEN).isEmpty()) {
            return codes;
        }
        out.println("way       " + way(settings, settings.gitbookBaseUrl()));
        if (settings.optional(Property.GITBOOK_ORG).isPresent()) {
            codes.add(print(out, "GitBook   ", reachability.ofGitbook()));
        } else {
            out.println("GitBook   not asked: no organization is named; set " + Property.GITBOOK_ORG.variable());
            codes.add(ExitCode.CONFIGURATION);
        }
        return codes;
    }

    /** {@return whether requests to an API go directly, or by which proxy} */
    private static String way(Settings settings, String address) {
        URI uri = URI.create(address);
        return address + ": "
                + settings.proxies()
                        .of(String.valueOf(uri.getScheme()), String.valueOf(uri.getHost()), uri.getPort())
                        .map(proxy -> "by the proxy " + DisplayText.printable(proxy.toString()))
                        .orElse("directly");
    }

    private static ExitCode print(PrintWriter out, String name, ApiProbe.Finding finding) {
        out.println(name + DisplayText.printable(finding.message()));
        return switch (finding.kind()) {
            case REACHED -> ExitCode.OK;
            case NOT_PERMITTED -> ExitCode.NOT_PERMITTED;
            case NOT_REACHED -> ExitCode.UNFINISHED;
            case WRONG_SETTING -> ExitCode.CONFIGURATION;
        };
    }
}

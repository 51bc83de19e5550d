package invitations.cli.ask;

import invitations.api.ApiTarget;
import invitations.api.InvitationList;
import invitations.api.ListedStatus;
import invitations.api.gitbook.GitbookList;
import invitations.camel.ApiRuntime;
import invitations.cli.console.ApiCommand;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the APIs have. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints the invitations that an API has, as CSV or JSON. Changes nothing.")
public final class ListInvitationsCommand implements Callable<Integer> {
    private static final String LINKS = "gitbook-links";

    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "WHAT", description = "platform, program, course or gitbook-links.")
    private String what = "";

    @Option(names = "--platform", paramLabel = "KEY", description = "The platform (default: IBLAI_ORG).")
    private @Nullable String platform;

    @Option(names = "--key", paramLabel = "KEY", description = "Only of this program or course.")
    private @Nullable String key;

    @Option(names = "--email", paramLabel = "EMAIL", description = "Only of this person.")
    private @Nullable String email;

    @Option(names = "--username", paramLabel = "NAME", description = "Only of this person.")
    private @Nullable String username;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only from this source.")
    private @Nullable String source;

    @Option(names = "--status", description = "Only these: pending, accepted or expired.")
    private @Nullable String status;

    @Option(names = "--csv", description = "Print CSV, as happens anyhow.")
    private boolean csv;

    @Option(names = "--json", description = "Print one JSON object a line, as the API has it.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (csv && json) {
            throw new ParameterException(spec.commandLine(), "expected --csv or --json, not both");
        }
        Settings settings = options.settings();
        ApiCommand verb = new ApiCommand(spec.commandLine(), settings);
        if (what.equals(LINKS)) {
            verb.required(Property.GITBOOK_TOKEN);
            String organization = verb.required(Property.GITBOOK_ORG);
            return verb.run(session -> print(session, GitbookList.LINKS, organization, LinksCommand.COLUMNS));
        }
        verb.required(Property.API_KEY);
        String tenant = platform == null ? verb.required(Property.ORG) : platform;
        return verb.run(session -> {
            ApiTarget target = target(session);
            InvitationList list = target.people().orElseThrow();
            return print(session, list, tenant, columns(target));
        });
    }

    /** The targets whose list shows invitations. */
    private ApiTarget target(ApiRuntime session) {
        List<ApiTarget> listed = session.targets().all().stream()
                .filter(target ->
                        target.people().filter(InvitationList::showsEverybody).isPresent())
                .toList();
        return listed.stream()
                .filter(target -> target.name().equals(what))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "'" + what + "': expected one of "
                                + String.join(
                                        ", ",
                                        listed.stream().map(ApiTarget::name).toList())
                                + ", " + LINKS));
    }

    private static List<String> columns(ApiTarget target) {
        return List.of(
                        "id",
                        "email",
                        "username",
                        target.keyColumn(),
                        "platform_key",
                        "status",
                        "created",
                        "started",
                        "expired",
                        "source",
                        "redirect_to",
                        "metadata")
                .stream()
                .distinct()
                .toList();
    }

    private ExitCode print(ApiRuntime session, InvitationList list, String tenant, List<String> columns) {
        ListPrinter printer = new ListPrinter(spec.commandLine().getOut(), columns, json, only(), Instant.now());
        session.client().each(list, tenant, filters(session), printer::print);
        spec.commandLine().getErr().println(printer.count() + (printer.count() == 1 ? " entry" : " entries"));
        return ExitCode.OK;
    }

    private Map<String, String> filters(ApiRuntime session) {
        Map<String, String> filters = new LinkedHashMap<>();
        put(filters, "email", email);
        put(filters, "username", username);
        put(filters, "source", source);
        if (key != null) {
            filters.put(target(session).keyColumn(), key);
        }
        return filters;
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }

    private @Nullable ListedStatus only() {
        try {
            return status == null ? null : ListedStatus.valueOf(status.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--status '" + status + "': expected pending, accepted or expired");
        }
    }
}

package invitations.cli.ask;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.api.ApiRequest;
import invitations.api.ApiResponse;
import invitations.api.ListedInvitation;
import invitations.api.gitbook.GitbookList;
import invitations.camel.ApiRuntime;
import invitations.cli.console.ApiCommand;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.invitation.OrganizationRole;
import invitations.settings.Property;
import java.io.IOException;
import java.time.Instant;
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

/** Shows and changes links that invite to GitBook; rows for the target {@code gitbook-link} make them. */
@Command(
        name = "links",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows, changes and takes back the links that invite to the GitBook organization GITBOOK_ORG.")
public final class LinksCommand implements Callable<Integer> {
    /** What is printed of a link. */
    static final List<String> COLUMNS = List.of("id", "role", "level", "space", "collection", "redundant", "urls");

    private static final List<String> ROLES = OrganizationRole.labels();

    /** What is to be done. */
    private enum Action {
        LIST,
        SHOW,
        UPDATE,
        DELETE;

        /** {@return the word of the command line} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(index = "0", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
    private Action action = Action.LIST;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LINK",
            converter = RemoteIdConverter.class,
            description = "The id of the link, for all but list.")
    private @Nullable String link;

    @Option(names = "--role", description = "What a link to the organization gives from now on.")
    private @Nullable String role;

    @Option(names = "--level", description = "What a link to a space or collection gives from now on.")
    private @Nullable String level;

    @Option(names = "--json", description = "Print one JSON object a line, as the API has it.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if ((link == null) != (action == Action.LIST)) {
            throw usage(action == Action.LIST ? "list takes no link" : action + " takes the id of a link");
        }
        ObjectNode change = change();
        ApiCommand verb = new ApiCommand(spec.commandLine(), options.settings());
        verb.required(Property.GITBOOK_TOKEN);
        String organization = verb.required(Property.GITBOOK_ORG);
        ApiRequest request =
                ApiRequest.of(GitbookList.API, GitbookList.LINKS.path(organization) + "/" + link, Map.of());
        return verb.run(session -> switch (action) {
            case LIST -> {
                session.client().each(GitbookList.LINKS, organization, Map.of(), printer()::print);
                yield ExitCode.OK;
            }
            case SHOW -> shown(session.client().get(request));
            case UPDATE -> shown(session.client().change("update-link", request, change));
            case DELETE -> deleted(session, request);
        });
    }

    private ObjectNode change() {
        if (action != Action.UPDATE) {
            return JsonNodeFactory.instance.objectNode();
        }
        String value = role == null ? level : role;
        if (value == null || (role != null && level != null)) {
            throw usage("update takes --role or --level");
        }
        if (!ROLES.contains(value)) {
            throw usage("'" + value + "': expected one of " + String.join(", ", ROLES));
        }
        return JsonNodeFactory.instance.objectNode().put(role == null ? "level" : "role", value);
    }

    private ExitCode shown(ApiResponse response) {
        if (response.status() == 404) {
            return unknown();
        }
        ListPrinter printer = printer();
        response.json().map(ListedInvitation::new).ifPresent(printer::print);
        return ExitCode.OK;
    }

    /** The API answers 204 where there was none. */
    private ExitCode deleted(ApiRuntime session, ApiRequest request) {
        ApiResponse response = session.client().change("delete-link", request, null);
        if (response.status() == 404 || response.status() == 204) {
            return unknown();
        }
        spec.commandLine().getErr().println("The link " + link + " is taken back.");
        return ExitCode.OK;
    }

    private ExitCode unknown() {
        spec.commandLine().getErr().println("invitations: there is no link '" + link + "'; links list shows them all");
        return ExitCode.USAGE;
    }

    private ListPrinter printer() {
        return new ListPrinter(spec.commandLine().getOut(), COLUMNS, json, null, Instant.now());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

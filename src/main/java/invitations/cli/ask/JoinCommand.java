package invitations.cli.ask;

import invitations.api.ApiRequest;
import invitations.api.ApiResponse;
import invitations.api.gitbook.GitbookList;
import invitations.base.DisplayText;
import invitations.cli.console.ApiCommand;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.settings.Property;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accepts an invite. */
@Command(
        name = "join",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lets the owner of GITBOOK_TOKEN join the organization GITBOOK_ORG by an invite.")
public final class JoinCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "INVITE", description = "The id of the invite.", converter = RemoteIdConverter.class)
    private String invite = "";

    @Override
    public Integer call() throws IOException {
        ApiCommand verb = new ApiCommand(spec.commandLine(), options.settings());
        verb.required(Property.GITBOOK_TOKEN);
        String organization = verb.required(Property.GITBOOK_ORG);
        return verb.run(session -> {
            ApiResponse response = session.client()
                    .change(
                            "join-organization",
                            ApiRequest.of(GitbookList.API, "orgs/" + organization + "/invites/" + invite, Map.of()),
                            null);
            if (!response.isSuccess()) {
                spec.commandLine()
                        .getErr()
                        .println("invitations: there is no invite '" + invite + "': "
                                + DisplayText.printable(response.words()));
                return ExitCode.USAGE;
            }
            spec.commandLine().getOut().println("Joined " + organization + ".");
            return ExitCode.OK;
        });
    }
}

package invitations.cli.ask;

import invitations.api.ApiRequest;
import invitations.api.ApiResponse;
import invitations.api.iblai.IblaiList;
import invitations.cli.console.ApiCommand;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks whether anybody has invited an address. */
@Command(
        name = "check-email",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Asks whether an address has an active invitation to any platform of the ibl.ai API.")
public final class CheckEmailCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "EMAIL", description = "The address.")
    private String email = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        return new ApiCommand(spec.commandLine(), options.settings()).run(session -> {
            ApiResponse response = session.client()
                    .get(ApiRequest.of(IblaiList.API, "invitations/platform/check/", Map.of("email", email)));
            boolean isThere = response.isSuccess();
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? "{\"active_invitation\":" + isThere + "}"
                                    : isThere
                                            ? "There is an active invitation for this address. The API does not say to which"
                                                    + " platform: list platform --email does, for one."
                                            : "There is no active invitation for this address, to any platform.");
            return ExitCode.OK;
        });
    }
}

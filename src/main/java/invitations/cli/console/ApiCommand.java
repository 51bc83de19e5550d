package invitations.cli.console;

import invitations.api.ApiException;
import invitations.base.DisplayText;
import invitations.camel.ApiRuntime;
import invitations.settings.InvalidSettingsException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;

/**
 * What verbs have in common that ask an API something and touch no ledger: they work beside a running instance.
 *
 * @param command the verb
 * @param settings of this start
 */
public record ApiCommand(CommandLine command, Settings settings) {

    /** What a verb asks, and prints of the answer. */
    @FunctionalInterface
    public interface Work {
        ExitCode with(ApiRuntime session) throws IOException;
    }

    /** Works with the routes to the APIs; explains why there is no answer. */
    public int run(Work work) throws IOException {
        try (ApiRuntime session = ApiRuntime.start(settings, null)) {
            return work.with(session).number();
        } catch (ApiException e) {
            command.getErr().println("invitations: " + DisplayText.printable(String.valueOf(e.getMessage())));
            return switch (e.kind()) {
                case AWAY -> ExitCode.UNFINISHED.number();
                case FORBIDDEN -> ExitCode.NOT_PERMITTED.number();
                case REFUSED -> ExitCode.USAGE.number();
            };
        }
    }

    /**
     * The value of a property that the verb cannot do without.
     *
     * @throws InvalidSettingsException when there is none
     */
    public String required(Property property) {
        return settings.optional(property)
                .orElseThrow(() -> new InvalidSettingsException(
                        List.of(property.key() + " is not set: set " + property.variable() + " in the environment")));
    }
}

package invitations.cli;

import invitations.base.DisplayText;
import invitations.camel.ApiSession;
import invitations.camel.NoAnswer;
import invitations.settings.InvalidSettings;
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
record ApiVerb(CommandLine command, Settings settings) {

    /** What a verb asks, and prints of the answer. */
    @FunctionalInterface
    interface Work {
        ExitCode with(ApiSession session) throws IOException;
    }

    /** Works with the routes to the APIs; explains why there is no answer. */
    int run(Work work) throws IOException {
        try (ApiSession session = ApiSession.start(settings, null)) {
            return work.with(session).number();
        } catch (NoAnswer e) {
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
     * @throws InvalidSettings when there is none
     */
    String required(Property property) {
        return settings.optional(property)
                .orElseThrow(() -> new InvalidSettings(
                        List.of(property.key() + " is not set: set " + property.variable() + " in the environment")));
    }
}

package invitations.cli.console;

import invitations.settings.Property;
import invitations.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every verb: where the home is, and any property. */
public final class Options {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The folder that holds everything (default: ~/.local/share/invitations).")
    private @Nullable String home;

    @Option(
            names = {"-D", "--property"},
            paramLabel = "KEY=VALUE",
            description = "Sets a property; docs/configuration.md lists all.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** The settings, from here, the environment and the home's file. */
    public Settings settings() {
        return settings(((Environment) command.root().userObject()).environment());
    }

    /** The settings, with another environment. */
    public Settings settings(Map<String, String> environment) {
        Map<String, String> commandLine = new LinkedHashMap<>(properties);
        if (home != null) {
            commandLine.put(Property.HOME.key(), home);
        }
        Settings settings = Settings.load(commandLine, environment);
        HomeChoice.refuseOther(settings, Path.of("").toAbsolutePath());
        // The launcher says where its own routes are, for all who name no others.
        String routes = System.getProperty(Property.ROUTES.key());
        return routes == null || !settings.value(Property.ROUTES).isDefault()
                ? settings
                : settings.with(Property.ROUTES, routes);
    }
}

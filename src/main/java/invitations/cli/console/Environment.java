package invitations.cli.console;

import java.util.Map;

/** What has the environment variables that settings are read from: the program's own, or those of a test. */
public interface Environment {

    /** {@return the values of the variables by their names} */
    Map<String, String> environment();
}

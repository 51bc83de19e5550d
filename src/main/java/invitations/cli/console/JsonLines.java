package invitations.cli.console;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The JSON that commands print: one object a line. Safe for any number of threads. */
public final class JsonLines {
    /** Makes and reads the objects. */
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}
}

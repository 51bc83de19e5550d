package invitations.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.api.ListedInvitation;
import invitations.api.ListedStatus;
import invitations.base.DisplayText;
import invitations.csv.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints what a list shows, one line each: CSV with these columns, or JSON as it came. For one thread at a time. */
final class ListPrinter {
    private static final String STATUS = "status";

    private final PrintWriter out;
    private final List<String> columns;
    private final boolean json;
    private final @Nullable ListedStatus only;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CsvWriter csv = new CsvWriter(bytes);
    private final Instant now;
    private long count;

    /**
     * @param only what is printed; null for everything
     * @param now what has expired by then is shown so
     */
    ListPrinter(PrintWriter out, List<String> columns, boolean json, @Nullable ListedStatus only, Instant now) {
        this.now = now;
        this.out = out;
        this.columns = columns;
        this.json = json;
        this.only = only;
        if (!json) {
            line(columns);
        }
    }

    void print(ListedInvitation invitation) {
        ListedStatus status = ListedStatus.of(invitation, now);
        if (only != null && only != status) {
            return;
        }
        count++;
        JsonNode shown = invitation.json();
        if (json) {
            ObjectNode object = shown.deepCopy();
            out.println(columns.contains(STATUS) ? object.put(STATUS, status.label()) : object);
        } else {
            line(columns.stream()
                    .map(column -> column.equals(STATUS) ? status.label() : text(shown.path(column)))
                    .toList());
        }
    }

    /** {@return how many were printed} */
    long count() {
        return count;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        // Of a space or a collection, whose all the API shows, its id.
        JsonNode shown = value.isObject() && value.has("object") && value.has("id") ? value.path("id") : value;
        return DisplayText.printable(shown.isValueNode() ? shown.asText() : shown.toString());
    }

    private void line(List<String> cells) {
        cells.forEach(csv::shown);
        try {
            csv.endRecord();
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        out.print(bytes.toString(StandardCharsets.UTF_8));
        bytes.reset();
        out.flush();
    }
}

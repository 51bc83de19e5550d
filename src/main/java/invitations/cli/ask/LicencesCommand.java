package invitations.cli.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.api.ListedInvitation;
import invitations.api.iblai.IblaiList;
import invitations.cli.console.ApiCommand;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.settings.Property;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints how many seats courses have. */
@Command(
        name = "licences",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints the seats that were bought for courses, and how many are left. Changes nothing.")
public final class LicencesCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "id",
            "course_id",
            "platform_key",
            "name",
            "count",
            "usage_count",
            "left",
            "active",
            "expired",
            "external_id");

    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--course", paramLabel = "ID", description = "Only of this course.")
    private @Nullable String course;

    @Option(names = "--platform", paramLabel = "KEY", description = "The platform (default: IBLAI_ORG).")
    private @Nullable String platform;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ApiCommand verb = new ApiCommand(spec.commandLine(), options.settings());
        verb.required(Property.API_KEY);
        String tenant = platform == null ? verb.required(Property.ORG) : platform;
        return verb.run(session -> {
            ListPrinter printer = new ListPrinter(spec.commandLine().getOut(), COLUMNS, json, null, Instant.now());
            Map<String, String> filters = new LinkedHashMap<>();
            if (course != null) {
                filters.put(IblaiList.LICENCES.keyField(), course);
            }
            session.client()
                    .each(IblaiList.LICENCES, tenant, filters, licence -> printer.print(withSeatsLeft(licence)));
            return ExitCode.OK;
        });
    }

    private static ListedInvitation withSeatsLeft(ListedInvitation licence) {
        ObjectNode shown = licence.json().deepCopy();
        shown.put(
                "left", shown.path("count").asLong() - shown.path("usage_count").asLong());
        return new ListedInvitation(shown);
    }
}

package invitations.cli.ask;

import invitations.api.ApiTarget;
import invitations.camel.ApiRuntime;
import invitations.cli.console.ApiCommand;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.invitation.Operation;
import invitations.invitation.TargetField;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a file may look like. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints the header of a CSV for a target with an example row, and says what each column means.")
public final class TemplateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(arity = "0..1", paramLabel = "TARGET", description = "The target; without one, all are named.")
    private @Nullable String name;

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            description = "single, bulk, blank or redeem; default: the target's own.")
    private @Nullable String operation;

    @Override
    public Integer call() throws IOException {
        return new ApiCommand(spec.commandLine(), options.settings()).run(session -> {
            PrintWriter out = spec.commandLine().getOut();
            if (name == null) {
                session.targets().all().forEach(target -> out.println(target.name() + ": " + operations(target)));
            } else {
                ApiTarget target = target(session);
                print(out, target, operation(target));
            }
            return ExitCode.OK;
        });
    }

    private ApiTarget target(ApiRuntime session) {
        List<ApiTarget> targets = session.targets().all();
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "'" + name + "': expected one of "
                                + targets.stream().map(ApiTarget::name).collect(Collectors.joining(", "))));
    }

    private Operation operation(ApiTarget target) {
        Optional<Operation> asked = operation == null
                ? Optional.of(target.operations().get(0))
                : Operation.of(operation).filter(target.operations()::contains);
        return asked.orElseThrow(() -> new ParameterException(
                spec.commandLine(), "--operation '" + operation + "': expected one of " + operations(target)));
    }

    private static String operations(ApiTarget target) {
        return target.operations().stream().map(Operation::label).collect(Collectors.joining(", "));
    }

    /** The file on standard output, what its columns mean beside it. */
    private void print(PrintWriter out, ApiTarget target, Operation asked) {
        List<TargetField> fields = target.fields(asked);
        out.println(
                "target,operation," + fields.stream().map(TargetField::column).collect(Collectors.joining(",")));
        out.println(target.name() + "," + asked.label() + ","
                + fields.stream().map(field -> example(field)).collect(Collectors.joining(",")));
        PrintWriter err = spec.commandLine().getErr();
        fields.forEach(field -> err.println(field.column() + ": " + words(target, asked, field)));
        err.println("target, operation: may be left out where the feed says it.");
        err.println(
                target.keepsMetadata()
                        ? "Other columns are sent as metadata."
                        : "Other columns stay in the report and are not sent.");
    }

    private static String words(ApiTarget target, Operation asked, TargetField field) {
        boolean isRequired =
                field.isRequired() || field.type().isTenant() || field.column().equals(target.keyColumn());
        String need = isRequired
                ? " Each row needs one, its own or the feed's."
                : target.subjectColumns(asked).contains(field.column())
                        ? " Each row needs "
                                + target.subjectColumns(asked).stream().sorted().collect(Collectors.joining(" or "))
                                + "."
                        : "";
        return ColumnDescription.of(field).words() + "." + need;
    }

    /** Cells that exclude others are left empty. */
    private static String example(TargetField field) {
        boolean isLeftOut = List.of("username", "level", "space", "collection").contains(field.column());
        return isLeftOut ? "" : ColumnDescription.of(field).example();
    }
}

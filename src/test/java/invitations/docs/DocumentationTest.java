package invitations.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.api.gitbook.GitbookLinkTarget;
import invitations.api.gitbook.GitbookTarget;
import invitations.api.iblai.CourseTarget;
import invitations.api.iblai.PlatformTarget;
import invitations.api.iblai.ProgramTarget;
import invitations.cli.Invitations;
import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.invitation.Target;
import invitations.invitation.TargetField;
import invitations.invitation.WarningCode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class DocumentationTest {
    private static final Page FORMATS = Page.of("docs/formats.md");
    private static final Page OPERATIONS = Page.of("docs/operations.md");
    private static final Page ROUTES = Page.of("docs/routes.md");

    @Test
    void every_code_says_what_to_do() {
        List<String> documented = new ArrayList<>(FORMATS.tableAfter("### Of a file as a whole"));
        documented.addAll(FORMATS.tableAfter("### Of a row"));
        documented.addAll(FORMATS.tableAfter("### Of a call"));
        documented.addAll(FORMATS.tableAfter("### Warnings"));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(names(ReasonCode.values()));
    }

    @Test
    void every_warning_says_what_it_is_about_and_what_to_do() {
        assertThat(FORMATS.tableAfter("### Warnings")).containsExactlyElementsOf(names(WarningCode.values()));
        for (WarningCode code : WarningCode.values()) {
            assertThat(FORMATS.text())
                    .contains("| `" + code + "` | " + (code.scope() == WarningCode.Scope.ROW ? "a row" : "the file")
                            + " | ");
        }
    }

    @Test
    void every_status_of_a_row_is_documented_with_whether_it_is_final_and_a_dead_letter() {
        assertThat(OPERATIONS.tableAfter("## Statuses of a row")).containsExactlyElementsOf(names(RowStatus.values()));
        for (RowStatus status : RowStatus.values()) {
            String deadLetter = status.isFinal() ? yesOrNo(status.isDeadLetter()) : "–";
            assertThat(OPERATIONS.text())
                    .contains("| `" + status + "` | " + yesOrNo(status.isFinal()) + " | " + deadLetter + " |");
        }
    }

    @Test
    void every_state_of_a_drop_is_documented() {
        assertThat(OPERATIONS.tableAfter("## States of a drop")).containsExactlyElementsOf(names(DropState.values()));
    }

    @Test
    void every_exit_code_is_documented() throws ReflectiveOperationException {
        List<String> codes = new ArrayList<>(List.of("130", "143"));
        Class<?> enumeration = Class.forName("invitations.cli.console.ExitCode");
        Method number = enumeration.getDeclaredMethod("number");
        number.setAccessible(true);
        for (Object code : Objects.requireNonNull(enumeration.getEnumConstants())) {
            codes.add(String.valueOf(number.invoke(code)));
        }

        assertThat(OPERATIONS.tableAfter("## Exit codes")).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void every_verb_is_documented() {
        assertThat(OPERATIONS.tableAfter("## Verbs"))
                .containsExactlyInAnyOrderElementsOf(program().getSubcommands().entrySet().stream()
                        .filter(verb ->
                                !verb.getValue().getCommandSpec().usageMessage().hidden())
                        .map(verb -> verb.getKey())
                        .toList());
    }

    static Stream<Target> targets() {
        return Stream.of(
                new PlatformTarget(),
                new ProgramTarget(),
                new CourseTarget(),
                new GitbookTarget(20),
                new GitbookLinkTarget());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void every_column_of_a_target_is_documented(Target target) {
        assertThat(FORMATS.tableAfter("<!-- columns of " + target.name() + " -->"))
                .containsExactlyInAnyOrderElementsOf(target.operations().stream()
                        .flatMap(operation -> target.fields(operation).stream())
                        .map(TargetField::column)
                        .distinct()
                        .toList());
    }

    @Test
    void every_property_of_the_report_is_documented() throws IOException {
        List<String> properties = new ArrayList<>();
        try (InputStream schema = getClass().getResourceAsStream("/invitations/report/report-v1.schema.json")) {
            JsonNode known = new ObjectMapper().readTree(schema).path("properties");
            known.fieldNames().forEachRemaining(properties::add);
        }

        assertThat(FORMATS.tableAfter("### report.json")).containsExactlyElementsOf(properties);
    }

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_somewhere(Page page) {
        for (String link : page.links()) {
            if (link.matches("[a-z]+:.*")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? page.path()
                    : page.path().resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s links to %s", page, link).exists();
            if (parts.length > 1) {
                assertThat(Page.of(target.toString()).anchors())
                        .as("%s links to %s", page, link)
                        .contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_file_of_the_project_that_is_named_is_there(Page page) {
        for (String name : page.code()) {
            if (name.matches("(routes|samples|docs|src)/[\\w./-]+")) {
                assertThat(Path.of(name)).as("%s names it", page).exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_command_shown_is_one_that_the_program_takes(Page page) {
        for (List<String> command : page.commands()) {
            assertThatCode(() -> program().parseArgs(command.toArray(new String[0])))
                    .as("%s shows ./invitations %s", page, String.join(" ", command))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void the_readme_shows_the_way_to_the_first_invitation() {
        Page readme = Page.of("README.md");

        assertThat(readme.commands().stream().map(command -> command.get(0)))
                .containsSubsequence("demo", "doctor", "check", "send", "status", "send", "run");
        assertThat(readme.anchors()).as("the demo names it").contains("your-first-real-invitation");
    }

    @Test
    void every_route_is_documented_and_who_calls_whom() throws IOException {
        List<String> routes = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.sorted().toList()) {
                RouteText route = RouteText.read(file);
                routes.add(route.name());
                calls.addAll(route.calls());
            }
        }

        assertThat(ROUTES.tableAfter("## The routes there are")).containsExactlyInAnyOrderElementsOf(routes);
        assertThat(ROUTES.blocks("mermaid")
                        .flatMap(String::lines)
                        .filter(line -> line.contains("-->"))
                        .map(line -> line.strip().replaceAll("-->(\\|[^|]*\\|)?", "-->")))
                .containsExactlyInAnyOrderElementsOf(
                        calls.stream().flatMap(call -> spelledOut(call, routes)).toList());
    }

    /** The calls that one may be whose end is known only then: one to each route whose name begins so. */
    private static Stream<String> spelledOut(String call, List<String> routes) {
        int variable = call.indexOf("${");
        if (variable < 0) {
            return Stream.of(call);
        }
        String caller = call.substring(0, call.lastIndexOf(' ', variable) + 1);
        String start = call.substring(caller.length(), variable);
        return routes.stream().filter(route -> route.startsWith(start)).map(route -> caller + route);
    }

    private static CommandLine program() {
        return new CommandLine(new Invitations());
    }

    private static String yesOrNo(boolean value) {
        return value ? "yes" : "no";
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
